using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Base of the cmdlets about Syncthing's program and service: which machines are meant, and the same on each.</summary>
public abstract class ServiceCmdlet : WorkspaceCmdlet
{
    [Parameter(Position = 0)]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(HostCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? HostName { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    private protected IRemotePrompt Prompt => new CmdletPrompt(this, Credential);

    /// <summary>The hosts that were given, else this machine; one that cannot be reached is an error that names it.</summary>
    private protected IEnumerable<ServiceTarget> GivenTargets()
    {
        if (HostName is null)
        {
            yield return new ServiceTarget(LocalShell.Instance, null);
            yield break;
        }

        foreach (string host in HostName.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (Reach(host) is { } target)
            {
                yield return target;
            }
        }
    }

    /// <summary>A host; null, and an error, when it cannot be reached.</summary>
    private protected ServiceTarget? Reach(string host, string? home = null)
    {
        ServiceTarget? target = null;
        IRemotePrompt prompt = Prompt;
        Attempt(host, () => target = new ServiceTarget(Await(cancel => RemoteHosts.Connector.GetAsync(host, prompt, cancel)), host, home));
        return target;
    }

    /// <summary>Where a cmdlet's other objects say that they are.</summary>
    private protected ServiceTarget? TargetOf(string? host, string? home) => host is null ? new ServiceTarget(LocalShell.Instance, null, home) : Reach(host, home);
}
