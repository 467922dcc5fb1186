using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives what is in trouble on a node: files that could not be synced, shares in error, and the daemon's own notices.</summary>
[Cmdlet(VerbsCommon.Get, "SyncError")]
[OutputType(typeof(SyncProblem))]
public sealed class GetSyncErrorCommand : NodeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    protected override void ProcessRecord()
    {
        IReadOnlyList<SyncNode> nodes = [];
        Demand(null, () => nodes = GetNodes());
        WriteOfShares(
            nodes, Share, (node, isWanted, cancel) => ProblemReader.ReadAsync(node, isWanted, withNotices: Share.Length == 0, cancel), WriteNodeError);
    }
}
