using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Pauses shares; one that is paused already stays as it is.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "SyncShare", SupportsShouldProcess = true)]
[OutputType(typeof(SyncShare))]
public sealed class SuspendSyncShareCommand : SharePauseCmdlet
{
    private protected override bool Pauses => true;
}
