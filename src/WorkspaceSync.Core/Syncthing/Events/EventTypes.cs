namespace WorkspaceSync;

/// <summary>The events that daemons of 1.19 to 2.x tell, with what each is about.</summary>
internal static class EventTypes
{
    /// <summary>Told only to those who ask for changes of files.</summary>
    public static IReadOnlySet<string> OnDisk { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "LocalChangeDetected", "RemoteChangeDetected" };

    /// <summary>What each is about, by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ClusterConfigReceived"] = "a device told what it shares",
        ["ConfigSaved"] = "the configuration was changed",
        ["DeviceConnected"] = "a device is there",
        ["DeviceDisconnected"] = "a device is gone",
        ["DeviceDiscovered"] = "a device's address was found",
        ["DevicePaused"] = "a device was paused here",
        ["DeviceRejected"] = "an unknown device wanted in",
        ["DeviceResumed"] = "a device was resumed here",
        ["DownloadProgress"] = "how far the files that are being fetched are",
        ["Failure"] = "the daemon found a mistake of its own",
        ["FolderCompletion"] = "what a device still needs of a share",
        ["FolderErrors"] = "files that could not be fetched",
        ["FolderPaused"] = "a share was paused here",
        ["FolderRejected"] = "a device offered an unknown share",
        ["FolderResumed"] = "a share was resumed here",
        ["FolderScanProgress"] = "how far the look at a share's files is",
        ["FolderSummary"] = "what a share has and needs",
        ["FolderWatchStateChanged"] = "the watching of a share's files failed, or works again",
        ["ItemFinished"] = "a file was fetched, deleted, or failed",
        ["ItemStarted"] = "a file is about to be fetched or deleted",
        ["ListenAddressesChanged"] = "where the daemon listens for others",
        ["LocalChangeDetected"] = "a file was changed on this machine",
        ["LocalIndexUpdated"] = "the daemon's own index has changed",
        ["LoginAttempt"] = "somebody logged in to the web page",
        ["PendingDevicesChanged"] = "devices that wait for an answer",
        ["PendingFoldersChanged"] = "shares that wait for an answer",
        ["RemoteChangeDetected"] = "a file was changed here as it was changed on another machine",
        ["RemoteDownloadProgress"] = "how far a device is with the files that it fetches",
        ["RemoteIndexUpdated"] = "a device's index has changed",
        ["Starting"] = "the daemon starts",
        ["StartupComplete"] = "the daemon has started",
        ["StateChanged"] = "a share began or ended something: idle, scanning, syncing, error",
        ["UpgradeRestartScheduled"] = "the daemon will restart for an upgrade",
    };
}
