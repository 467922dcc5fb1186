using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Lists what was changed in receive-only shares: it stays here, and Undo-SyncLocalChange would undo it.</summary>
[Cmdlet(VerbsCommon.Get, "SyncLocalChange")]
[OutputType(typeof(SyncLocalChange))]
public sealed class GetSyncLocalChangeCommand : NodeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    protected override void ProcessRecord()
    {
        NameFilter shares = new(Share);
        WriteFromNodes((node, cancel) => OneWayChanges.ReadLocalAsync(node, id => shares.IsMatch([id]), cancel));
    }
}
