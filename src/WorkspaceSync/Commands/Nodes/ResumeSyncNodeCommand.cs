using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Resumes all devices of a node.</summary>
[Cmdlet(VerbsLifecycle.Resume, "SyncNode", SupportsShouldProcess = true)]
[Alias("sync-resume")]
[OutputType(typeof(SyncNode))]
public sealed class ResumeSyncNodeCommand : NodePauseCmdlet
{
    private protected override bool Pauses => false;
}
