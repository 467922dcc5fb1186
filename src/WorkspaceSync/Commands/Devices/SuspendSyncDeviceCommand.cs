using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Pauses devices: the node closes their connections and opens none.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "SyncDevice", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDevice))]
public sealed class SuspendSyncDeviceCommand : DevicePauseCmdlet
{
    private protected override bool Pauses => true;
}
