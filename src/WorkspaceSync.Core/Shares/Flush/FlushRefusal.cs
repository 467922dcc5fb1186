namespace WorkspaceSync;

/// <summary>Finds out that a flush cannot succeed, and says so by name instead of waiting for it.</summary>
internal static class FlushRefusal
{
    private const string Unreached = "Both daemons answer, and do not reach each other: an address is wrong, or the network does not let them through.";

    /// <summary>Null while it may still succeed.</summary>
    /// <param name="mayConnect">Whether a device that is not connected, or has told nothing yet, may be just about to.</param>
    /// <param name="mayPass">Whether errors of single files may be of before, and about to be forgotten.</param>
    /// <param name="isScanned">Whether the files were looked at since the wait began: an error of before may be mended.</param>
    public static async Task<SyncException?> FindAsync(
        SyncStatus side, IReadOnlyDictionary<string, SyncStatus> sides, IReadOnlySet<string> deviceIds, bool mayConnect, bool isScanned, bool mayPass, CancellationToken cancel)
    {
        SyncNode node = side.Node!;
        if (side.Health == SyncHealth.Paused && side.State is null)
        {
            return new SyncException(SyncError.SharePaused, $"{node}: '{side.Share}' is paused. Resume it: Resume-SyncShare {side.Share}.");
        }

        if (side.State == "error" && isScanned)
        {
            return FileErrorRefusal.IsOfFullDisk(side.Reason)
                ? await FileErrorRefusal.FullAsync(side, node, $"does not receive '{side.Share}' any more", null, cancel).ConfigureAwait(false)
                : new SyncException(SyncError.ShareInError, $"{node}: the folder of '{side.Share}' is in error: {side.Reason}. Mend that first.");
        }

        foreach (SyncDeviceStatus device in FlushRule.Relevant(side, sides, deviceIds))
        {
            if (device.Paused)
            {
                return new SyncException(SyncError.SharePaused, $"{node}: the device {device.Name} is paused. Resume it: Resume-SyncDevice '{device.Name}'.");
            }

            if (!device.Connected && !mayConnect)
            {
                return new SyncException(
                    SyncError.DeviceDisconnected,
                    $"{node}: {device.Name} is not connected, so '{side.Share}' cannot get in sync. {(sides.ContainsKey(device.DeviceId) ? Unreached : "Is it on, is Syncthing running there, and does the network reach it?")} Get-SyncDevice '{device.Name}' shows its addresses.");
            }

            // With the other daemon at hand its own configuration is the truth, and this is only late.
            if (device.RemoteState is "paused" or "notSharing" && !sides.ContainsKey(device.DeviceId))
            {
                return device.RemoteState == "paused"
                    ? new SyncException(SyncError.SharePaused, $"{node}: '{side.Share}' is paused by {device.Name}. Resume it there: Resume-SyncShare {side.Share}.")
                    : new SyncException(SyncError.ShareNotShared, $"{node}: {device.Name} has not accepted '{side.Share}'. Accept it there: Get-SyncPending | Approve-SyncShare.");
            }

            // One that was connected before it was offered the share says nothing at all; 1.19 never says more.
            if (device is { Connected: true, CompletionPercent: null } && !mayConnect && !sides.ContainsKey(device.DeviceId))
            {
                return new SyncException(
                    SyncError.ShareNotShared,
                    $"{node}: {device.Name} has told nothing of '{side.Share}': it is not accepted there, or paused. Look there: Get-SyncPending | Approve-SyncShare, or Resume-SyncShare {side.Share}.");
            }
        }

        return !isScanned ? null
            : side.Errors > 0 ? mayPass ? null : await FileErrorRefusal.FindAsync(side, node, cancel).ConfigureAwait(false)
            : await FindOneWayAsync(side, node, cancel).ConfigureAwait(false);
    }

    // A share of one direction can keep a difference for ever, and says that it is idle.
    private static async Task<SyncException?> FindOneWayAsync(SyncStatus side, SyncNode node, CancellationToken cancel)
    {
        if (side.LocalChanges > 0)
        {
            return new SyncException(
                SyncError.ShareOneWay,
                $"{node}: '{side.Share}' is receive-only there and has {side.LocalChanges} change(s) of its own, which do not travel. Let them travel: Set-SyncShare {side.Share} -Type SendReceive; or give them up, which keeps them aside: Undo-SyncLocalChange {side.Share}.");
        }

        return side.State == "idle" && side.NeedItems + side.NeedDeletes > 0
            && (await ShareReader.GetAsync(node, side.Share, cancel).ConfigureAwait(false)).Type == SyncShareType.SendOnly
            ? new SyncException(
                SyncError.ShareOneWay,
                $"{node}: '{side.Share}' is send-only there and does not take over {side.NeedItems + side.NeedDeletes} change(s) of the other side. Let it take them: Set-SyncShare {side.Share} -Type SendReceive; or undo them there: Override Changes on its web page.")
            : null;
    }
}
