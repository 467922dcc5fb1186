using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Resumes shares; one that is running already stays as it is.</summary>
[Cmdlet(VerbsLifecycle.Resume, "SyncShare", SupportsShouldProcess = true)]
[OutputType(typeof(SyncShare))]
public sealed class ResumeSyncShareCommand : SharePauseCmdlet
{
    private protected override bool Pauses => false;
}
