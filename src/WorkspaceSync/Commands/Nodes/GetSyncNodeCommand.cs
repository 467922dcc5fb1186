using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives this machine's daemon and the nodes that were connected in this session.</summary>
[Cmdlet(VerbsCommon.Get, "SyncNode")]
[OutputType(typeof(SyncNode))]
public sealed class GetSyncNodeCommand : WorkspaceCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(HostCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? HostName { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    protected override void ProcessRecord()
    {
        if (HostName is { } hosts)
        {
            foreach (SyncNode node in new HostChoice(this, Credential, hosts.Length).Connect(hosts, null))
            {
                Attempt(node.Name, () => WriteFresh(node));
            }

            return;
        }

        NameFilter filter = new(Name);
        SyncNode[] connected = [.. NodeRegistry.Current.Connected];
        SyncNode? local = FindLocal(isOnly: connected.Length == 0 && Name.Length == 0);
        if (local is not null && connected.Any(node => node.DeviceId == local.DeviceId))
        {
            local = null; // it was connected under a name, which is the one that the session has for it
        }

        foreach (SyncNode node in connected.Prepend(local).OfType<SyncNode>())
        {
            if (filter.IsMatch([node.Name]))
            {
                Attempt(node.Name, () => WriteFresh(node));
            }
        }

        foreach (string missing in filter.Missing)
        {
            Attempt(missing, () => throw new SyncException(
                SyncError.NodeNotFound,
                $"No node '{missing}' is connected in this session. Get-SyncNode without a name lists those that are; Connect-SyncNode connects one."));
        }
    }

    private SyncNode? FindLocal(bool isOnly)
    {
        SyncNode? local = null;
        try
        {
            local = Await(NodeRegistry.Current.GetLocalAsync);
        }
        catch (SyncException e) when (!isOnly)
        {
            WriteVerbose($"This machine's own daemon is left out: {e.Message}");
        }
        catch (SyncException e)
        {
            WriteError(Errors.Describe(e, null)!);
        }

        return local;
    }

    // A daemon may have been restarted or upgraded since it was connected.
    private void WriteFresh(SyncNode node)
    {
        node.Identity = Await(cancel => NodeIdentity.AskAsync(node.Client, node.Name, cancel));
        WriteObject(node);
    }
}
