using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives the shares that a node has.</summary>
[Cmdlet(VerbsCommon.Get, "SyncShare")]
[OutputType(typeof(SyncShare))]
public sealed class GetSyncShareCommand : NodeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    protected override void ProcessRecord() =>
        WriteNamed(Share, ShareReader.ReadAllAsync, share => [share.Id], ShareReader.NotFoundAsync);
}
