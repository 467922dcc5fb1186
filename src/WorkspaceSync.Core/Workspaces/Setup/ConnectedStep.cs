namespace WorkspaceSync;

/// <summary>The two daemons are connected with each other.</summary>
internal sealed class ConnectedStep : SetupStep
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    public override string Name(SetupContext context) => "connected";

    public override async Task<StepState> LookAsync(SetupContext context, CancellationToken cancel)
    {
        if (context.Local is not { } local || context.Remote is not { } remote)
        {
            return StepState.Would("would wait until the two are connected");
        }

        Connections connections = await local.Client.System.GetConnectionsAsync(cancel).ConfigureAwait(false);
        return connections.Devices.GetValueOrDefault(remote.DeviceId) is { Connected: true } entry
            ? StepState.Done($"{entry.Type}, {entry.Address}")
            : StepState.Would("would wait until the two are connected");
    }

    public override async Task DoAsync(SetupContext context, CancellationToken cancel)
    {
        SyncNode local = context.Local!, remote = context.Remote!;
        EventStream events = new(local.Client, "DeviceConnected", "DeviceResumed");
        await events.OpenAsync(cancel).ConfigureAwait(false);
        DateTimeOffset deadline = DateTimeOffset.UtcNow + s_patience;
        FaultPoint.Reach("setup-inside-ConnectedStep");
        while (!(await LookAsync(context, cancel).ConfigureAwait(false)).IsDone)
        {
            await RefusePausedAsync(local, remote, cancel).ConfigureAwait(false);
            await RefusePausedAsync(remote, local, cancel).ConfigureAwait(false);
            if (DateTimeOffset.UtcNow > deadline)
            {
                SyncDevice device = await DeviceReader.GetAsync(local, remote.DeviceId, cancel).ConfigureAwait(false);
                throw new SyncException(
                    SyncError.DeviceDisconnected,
                    $"{context.Request.HostName}: its Syncthing and this machine's did not connect within {s_patience.TotalSeconds:0} s. They look for each other at {string.Join(", ", device.Addresses)}. Is port 22000 (TCP) open between the two? Set-SyncDevice -Address names another address; then run the same command again.");
            }

            await events.NextAsync(TimeSpan.FromSeconds(2), cancel).ConfigureAwait(false);
        }
    }

    private static async Task RefusePausedAsync(SyncNode node, SyncNode other, CancellationToken cancel)
    {
        if ((bool?)(await node.Client.Config.FindDeviceAsync(other.DeviceId, cancel).ConfigureAwait(false))?["paused"] == true)
        {
            throw new SyncException(SyncError.SharePaused, $"{node}: the device {other} is paused there. Resume it: Resume-SyncDevice {other.DeviceId[..7]}…, then run the same command again.");
        }
    }
}
