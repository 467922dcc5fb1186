using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Lists the changes of files that the daemons have seen since they were started, with the machine that made each.</summary>
[Cmdlet(VerbsCommon.Get, "SyncChange")]
[OutputType(typeof(SyncChange))]
public sealed class GetSyncChangeCommand : NodeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    protected override void ProcessRecord()
    {
        NameFilter shares = new(Share); // of a share without changes there is nothing to say, so nothing is missing
        WriteFromNodes((node, cancel) => ChangeReader.ReadAsync(node, id => shares.IsMatch([id]), cancel));
    }
}
