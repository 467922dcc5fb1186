namespace WorkspaceSync;

/// <summary>
/// Decides a share's health from what a daemon says of it. A completion of 100 is no proof: it counts bytes only, and stays
/// at 100 when the other is paused, gone or has never accepted.
/// </summary>
internal static class HealthRule
{
    /// <summary>The health, and the reason for anything but InSync.</summary>
    public static (SyncHealth Health, string? Reason) Decide(
        bool isPaused, FolderStatus status, int errors, IReadOnlyList<SyncDeviceStatus> devices)
    {
        if (isPaused)
        {
            return (SyncHealth.Paused, "paused on this node");
        }

        if (status.State == "error")
        {
            return (SyncHealth.Error, status.Error ?? "Syncthing gives no reason");
        }

        if (errors > 0)
        {
            return (SyncHealth.Error, $"{errors} file(s) could not be synced: Get-SyncError lists them");
        }

        if (devices.Count == 0)
        {
            return (SyncHealth.NotShared, "shared with no other device");
        }

        switch (status.State)
        {
            case "scanning" or "scan-waiting" or "starting" or "":
                return (SyncHealth.Scanning, "files are being looked at");
            case "syncing" or "sync-preparing" or "sync-waiting" or "cleaning" or "clean-waiting":
                return (SyncHealth.Syncing, $"{Need(status.NeedTotalItems, status.NeedDeletes)} being fetched");
        }

        return DecideByDevices(status, devices);
    }

    private static (SyncHealth Health, string? Reason) DecideByDevices(FolderStatus status, IReadOnlyList<SyncDeviceStatus> devices)
    {
        if (devices.All(device => device.Paused))
        {
            return (SyncHealth.Paused, $"{Names(devices)} paused on this node");
        }

        if (devices.Where(device => device.RemoteState == "paused").ToList() is { Count: > 0 } pausing)
        {
            return (SyncHealth.Paused, $"paused by {Names(pausing)}");
        }

        if (devices.Where(device => !device.Connected).ToList() is { Count: > 0 } gone)
        {
            return (SyncHealth.Disconnected, $"{Names(gone)} not connected");
        }

        if (devices.Where(device => device.RemoteState == "notSharing").ToList() is { Count: > 0 } refusing)
        {
            return (SyncHealth.NotShared, $"not accepted by {Names(refusing)}");
        }

        // Before 1.20 nobody says whether the other shares it; one that never sent an index is not known to.
        if (devices.Where(device => device.CompletionPercent is null).ToList() is { Count: > 0 } unknown)
        {
            return (SyncHealth.NotShared, $"no index from {Names(unknown)} yet: not accepted there, paused there, or empty");
        }

        if (status.NeedTotalItems > 0)
        {
            return (SyncHealth.LocalBehind, $"{Need(status.NeedTotalItems, status.NeedDeletes)} needed here");
        }

        SyncDeviceStatus? behind = devices.FirstOrDefault(device => device.NeedItems + device.NeedDeletes > 0);
        return behind is null
            ? (SyncHealth.InSync, null)
            : (SyncHealth.RemoteBehind, $"{behind.NeedItems} item(s) and {behind.NeedDeletes} deletion(s) needed by {behind.Name}");
    }

    private static string Need(long total, long deletes) => $"{total - deletes} item(s) and {deletes} deletion(s)";

    private static string Names(IEnumerable<SyncDeviceStatus> devices) => string.Join(", ", devices.Select(device => device.Name));
}
