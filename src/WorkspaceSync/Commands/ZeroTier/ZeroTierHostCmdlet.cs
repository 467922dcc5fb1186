using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Base of the ZeroTier cmdlets that act here or on the far side of SSH; what is piped in is acted on where it came from.</summary>
public abstract class ZeroTierHostCmdlet : ZeroTierCmdlet
{
    private readonly HashSet<string> _unreachable = new(StringComparer.OrdinalIgnoreCase);

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(HostCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string[]? HostName { get; set; }

    /// <summary>Does the work with the service of each host, or with this machine's; what goes wrong on one is reported and the next gets its turn.</summary>
    /// <param name="target">The value that the user gave, for the error record.</param>
    private protected void ForEachService(object? target, Action<ZeroTierService> action)
    {
        string[] hosts = [.. (HostName ?? []).Where(host => !string.IsNullOrEmpty(host))];
        if (hosts.Length == 0)
        {
            ZeroTierService? here = null;
            Demand(target, () => here = OpenHere()); // where it cannot be asked, no other input can succeed either
            Attempt(target, () => action(here!));
        }

        foreach (string host in hosts.Where(host => !_unreachable.Contains(host)))
        {
            ZeroTierService? there = null;
            Attempt(host, () => there = Open(host));
            if (there is null)
            {
                _unreachable.Add(host); // said once
            }
            else
            {
                Attempt(target ?? host, () => action(there));
            }
        }
    }

    /// <summary>The same for each value that was given.</summary>
    private protected void ForEach(IEnumerable<string> values, Action<ZeroTierService, string> action)
    {
        foreach (string value in values)
        {
            ForEachService(value, service => action(service, value));
        }
    }
}
