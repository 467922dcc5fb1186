using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Compares what two machines have of a share, byte by byte. Nothing out means that they are the same.</summary>
[Cmdlet(VerbsData.Compare, "SyncShare", DefaultParameterSetName = ContentSet)]
[OutputType(typeof(SyncDifference), typeof(SyncComparison), typeof(bool))]
public sealed class CompareSyncShareCommand : WorkspaceCmdlet
{
    private const string ContentSet = "Content";
    private const string QuickSet = "Quick";
    private const string IndexSet = "Index";

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

    [Parameter(Mandatory = true, ParameterSetName = QuickSet)]
    public SwitchParameter Quick { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = IndexSet)]
    public SwitchParameter FromIndex { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string share in Share)
        {
            Attempt(share, () => Compare(share));
        }
    }

    private void Compare(string share)
    {
        SyncNode node = Node is [SyncNode given] ? given : Await(NodeRegistry.Current.GetLocalAsync);
        SyncNode reference = FindReference(node, share);
        (ShareSite here, ShareSite there, bool withModes) = Await(async cancel =>
        {
            SyncShare left = await ShareReader.GetAsync(node, share, cancel).ConfigureAwait(false);
            SyncShare right = await ShareReader.GetAsync(reference, share, cancel).ConfigureAwait(false);
            return (await ShareSite.OfAsync(left, cancel).ConfigureAwait(false), await ShareSite.OfAsync(right, cancel).ConfigureAwait(false), left.SyncsPermissions && right.SyncsPermissions);
        });
        ComparisonOptions options = new(FromIndex ? SyncComparisonMethod.Index : Quick ? SyncComparisonMethod.Quick : SyncComparisonMethod.Content, withModes);
        ShareComparison comparison = new(here, there, options);
        WriteVerbose($"{share}: {node} and {reference}, by {options.Method.ToString().ToLowerInvariant()}.");
        IAsyncEnumerable<SyncDifference> differences = FromIndex ? new IndexComparison(here, there, comparison.Summary).RunAsync(StopToken) : comparison.RunAsync(StopToken);
        foreach (SyncDifference difference in differences.ToBlockingEnumerable(StopToken))
        {
            if (Quiet)
            {
                break; // the first one is the answer
            }

            WriteObject(difference);
        }

        if (!comparison.Summary.IgnoresAreSame && !Quiet)
        {
            WriteWarning($"{share}: {node} and {reference} leave out different things. What one of them leaves out and the other has counts as a difference; Get-SyncIgnore {share} on both shows the patterns.");
        }

        if (Quiet)
        {
            WriteObject(comparison.Summary.IsSame);
        }
        else if (PassThru)
        {
            WriteObject(comparison.Summary);
        }
    }

    // Named, or the only other machine of the share that this session knows, or the one that its workspace is tied to.
    private SyncNode FindReference(SyncNode node, string share)
    {
        if (ReferenceNode is [SyncNode given])
        {
            return given;
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
            $"{node}: with which machine is '{share}' to be compared? {(others.Length == 0 ? "This session knows none of its other devices" : $"It is shared with {string.Join(", ", others.Select(other => other.Name))}")}. Name it: -HostName, or -ReferenceNode.");
    }
}
