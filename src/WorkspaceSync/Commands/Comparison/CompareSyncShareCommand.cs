using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Compares what two machines have of a share, byte by byte. Nothing out means that they are the same.</summary>
[Cmdlet(VerbsData.Compare, "SyncShare", DefaultParameterSetName = ContentSet)]
[OutputType(typeof(SyncDifference), typeof(SyncComparison), typeof(bool))]
public sealed class CompareSyncShareCommand : ReferenceCmdlet
{
    private const string ContentSet = "Content";
    private const string QuickSet = "Quick";
    private const string IndexSet = "Index";

    private const int ActivityId = 7208;

    // What Syncthing counts for each (lib/protocol, SyntheticDirectorySize).
    private const int BytesOfDirectory = 128;

    [Parameter(Mandatory = true, ParameterSetName = QuickSet)]
    public SwitchParameter Quick { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = IndexSet)]
    public SwitchParameter FromIndex { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(string share, SyncNode node)
    {
        SyncNode reference = FindReference(share, node);
        (ShareSite here, ShareSite there, bool withModes, FolderStatus all) = Await(async cancel =>
        {
            SyncShare left = await ShareReader.GetAsync(node, share, cancel).ConfigureAwait(false);
            SyncShare right = await ShareReader.GetAsync(reference, share, cancel).ConfigureAwait(false);
            return (
                await ShareSite.OfAsync(left, cancel).ConfigureAwait(false),
                await ShareSite.OfAsync(right, cancel).ConfigureAwait(false),
                left.SyncsPermissions && right.SyncsPermissions,
                await node.Client.Database.GetStatusAsync(share, cancel).ConfigureAwait(false));
        });
        ComparisonOptions options = new(FromIndex ? SyncComparisonMethod.Index : Quick ? SyncComparisonMethod.Quick : SyncComparisonMethod.Content, withModes);
        ShareComparison comparison = new(here, there, options);
        WriteVerbose($"{share}: {node} and {reference}, by {options.Method.ToString().ToLowerInvariant()}.");
        IAsyncEnumerable<SyncDifference> differences = FromIndex ? new IndexComparison(here, there, comparison.Summary).RunAsync(StopToken) : comparison.RunAsync(StopToken);
        WriteDifferences(comparison, differences, all);

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

    // Between two differences there may be many files. What the index has is about what there is to compare.
    private void WriteDifferences(ShareComparison comparison, IAsyncEnumerable<SyncDifference> differences, FolderStatus all)
    {
        SyncComparison summary = comparison.Summary;
        using ProgressTicker ticker = new(this, ActivityId, $"Comparing {summary.Share}", () => WorkProgress.Of(
            string.Create(CultureInfo.CurrentCulture, $"{summary.Differences:N0} difference(s)"),
            summary.Files + summary.Others + summary.Differences,
            all.LocalFiles + all.LocalDirectories,
            summary.Method is SyncComparisonMethod.Content ? comparison.Count.Bytes : 0,
            summary.Method is SyncComparisonMethod.Content ? all.LocalBytes - (all.LocalDirectories * BytesOfDirectory) : 0,
            summary.Method is SyncComparisonMethod.Content ? comparison.Count.File : null));
        foreach (SyncDifference difference in ticker.Follow(differences, StopToken))
        {
            if (Quiet)
            {
                break; // the first one is the answer
            }

            WriteObject(difference);
        }
    }
}
