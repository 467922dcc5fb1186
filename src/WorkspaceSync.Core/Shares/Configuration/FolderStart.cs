namespace WorkspaceSync;

/// <summary>Waits until a daemon has started a folder that was just configured, and says why when it cannot.</summary>
internal static class FolderStart
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    /// <summary>Returns when the folder runs; ShareInError with the daemon's words when it is in error.</summary>
    public static async Task WaitAsync(SyncNode node, string id, CancellationToken cancel)
    {
        EventStream events = new(node.Client, "StateChanged", "FolderResumed");
        await events.OpenAsync(cancel).ConfigureAwait(false);
        DateTimeOffset deadline = DateTimeOffset.UtcNow + s_patience;
        while (true)
        {
            FolderStatus status = await node.Client.Database.GetStatusAsync(id, cancel).ConfigureAwait(false);
            if (status.State == "error")
            {
                throw new SyncException(SyncError.ShareInError, $"{node}: Syncthing cannot use the folder of '{id}': {status.Error ?? status.WatchError ?? "it gives no reason"}. Mend that, or choose another path.");
            }

            if (status.State.Length > 0 || DateTimeOffset.UtcNow > deadline)
            {
                return;
            }

            await events.NextAsync(TimeSpan.FromSeconds(1), cancel).ConfigureAwait(false);
        }
    }
}
