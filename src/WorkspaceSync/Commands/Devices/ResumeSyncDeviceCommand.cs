using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Resumes devices; one that is running already stays as it is.</summary>
[Cmdlet(VerbsLifecycle.Resume, "SyncDevice", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDevice))]
public sealed class ResumeSyncDeviceCommand : DevicePauseCmdlet
{
    private protected override bool Pauses => false;
}
