using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Base of the cmdlets that speak to ZeroTier services: opened on first use, closed with the command.</summary>
public abstract class ZeroTierCmdlet : WorkspaceCmdlet
{
    private readonly Dictionary<string, ZeroTierService> _services = new(StringComparer.OrdinalIgnoreCase);

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Whether all peers are read from what is opened: then they are asked for at once.</summary>
    private protected virtual bool ReadsPeers => false;

    /// <summary>This machine's service.</summary>
    private protected ZeroTierService OpenHere() => Open("", _ => Task.FromResult<IZeroTierMachine>(new LocalMachine()));

    /// <summary>The service of a machine behind SSH.</summary>
    private protected ZeroTierService Open(string hostName)
    {
        CmdletPrompt prompt = new(this, Credential);
        return Open(hostName, async cancel => new RemoteMachine(await RemoteHosts.Connector.GetAsync(hostName, prompt, cancel).ConfigureAwait(false)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (ZeroTierService service in _services.Values)
            {
                service.Dispose();
            }

            _services.Clear();
        }

        base.Dispose(disposing);
    }

    private ZeroTierService Open(string key, Func<CancellationToken, Task<IZeroTierMachine>> find)
    {
        if (_services.TryGetValue(key, out ZeroTierService? known))
        {
            return known;
        }

        ZeroTierService service = Await(async cancel =>
            await ZeroTierService.OpenAsync(await find(cancel).ConfigureAwait(false), cancel, ReadsPeers).ConfigureAwait(false));
        _services[key] = service;
        if (service.IsThroughSudo)
        {
            WriteVerbose($"{(key.Length > 0 ? $"{key}: " : "")}ZeroTier's token may not be read by this user; it is asked through sudo -n zerotier-cli.");
        }

        return service;
    }
}
