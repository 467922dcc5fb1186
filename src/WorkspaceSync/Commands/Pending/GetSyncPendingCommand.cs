using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives what other devices offered to a node: themselves, or shares.</summary>
[Cmdlet(VerbsCommon.Get, "SyncPending")]
[OutputType(typeof(SyncPending))]
public sealed class GetSyncPendingCommand : NodeCmdlet
{
    [Parameter(Position = 0)]
    public SyncPendingKind? Kind { get; set; }

    protected override void ProcessRecord() => WriteFromNodes((node, cancel) => PendingReader.ReadAsync(node, Kind, cancel));
}
