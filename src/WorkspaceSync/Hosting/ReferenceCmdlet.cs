using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>
/// Base of the cmdlets about a share of two machines: the node, and the other one, which is named, or the only other one that
/// this session knows, or the one that the share's workspace is tied to.
/// </summary>
public abstract class ReferenceCmdlet : WorkspaceCmdlet
{
    private HostChoice? _hosts;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(HostCompleter))]
    [ValidateNotNullOrEmpty]
    public string? HostName { get; set; }

    [Parameter]
    [NodeTransformation]
    [ArgumentCompleter(typeof(NodeCompleter))]
    [ValidateCount(1, 1)]
    public SyncNode[]? ReferenceNode { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NodeTransformation]
    [ArgumentCompleter(typeof(NodeCompleter))]
    [ValidateCount(1, 1)]
    public SyncNode[]? Node { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Handles the shares one by one; one that fails doesn't keep the next from its turn.</summary>
    protected sealed override void ProcessRecord()
    {
        foreach (string share in Share)
        {
            Attempt(share, () =>
            {
                SyncNode node = Node is [SyncNode given] ? given : Await(NodeRegistry.Current.GetLocalAsync);
                Process(share, node);
            });
        }
    }

    /// <summary>Handles one share of the node.</summary>
    private protected abstract void Process(string share, SyncNode node);

    /// <summary>The other machine.</summary>
    private protected SyncNode FindReference(string share, SyncNode node)
    {
        if (ReferenceNode is [SyncNode reference])
        {
            return reference;
        }

        string? host = HostName ?? WorkspaceStore.Current.ReadAll().FirstOrDefault(workspace => workspace.Shares.Any(tied => tied.Id == share))?.HostName;
        if (host is not null)
        {
            HostChoice hosts = _hosts ??= new HostChoice(this, Credential, 1) { OnError = (_, error) => throw error };
            return hosts.Connect([host], null)[0];
        }

        SyncShare configured = Await(cancel => ShareReader.GetAsync(node, share, cancel));
        SyncNode[] others = [.. NodeRegistry.Current.Known.Where(known => configured.Devices.Any(device => device.DeviceId == known.DeviceId))];
        return others is [SyncNode only] ? only : throw new SyncException(
            SyncError.NodeAmbiguous,
            $"{node}: which other machine of '{share}' is meant? {(others.Length == 0 ? "This session knows none of its other devices" : $"It is shared with {string.Join(", ", others.Select(other => other.Name))}")}. Name it: -HostName, or -ReferenceNode.");
    }
}
