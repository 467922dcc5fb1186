using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Pauses all devices of a node, so that it syncs with nobody.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "SyncNode", SupportsShouldProcess = true)]
[Alias("sync-pause")]
[OutputType(typeof(SyncNode))]
public sealed class SuspendSyncNodeCommand : NodePauseCmdlet
{
    private protected override bool Pauses => true;
}
