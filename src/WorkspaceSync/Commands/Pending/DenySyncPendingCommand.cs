using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Dismisses what others offered. They may offer it again.</summary>
[Cmdlet(VerbsLifecycle.Deny, "SyncPending", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DenySyncPendingCommand : WorkspaceCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public SyncPending[] InputObject { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (SyncPending pending in InputObject)
        {
            Attempt(pending, () => Dismiss(pending));
        }
    }

    private void Dismiss(SyncPending pending)
    {
        if (!ShouldProcess($"{pending} on {pending.Node}", "Dismiss"))
        {
            return;
        }

        ClusterApi cluster = pending.Node.Client.Cluster;
        Await(cancel => pending.Kind == SyncPendingKind.Device
            ? cluster.DismissDeviceAsync(pending.DeviceId, cancel)
            : cluster.DismissFolderAsync(pending.Share!, pending.DeviceId, cancel));
    }
}
