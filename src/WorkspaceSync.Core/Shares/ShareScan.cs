namespace WorkspaceSync;

/// <summary>Has a daemon look at what was changed on its disk, rather than wait until it notices.</summary>
internal static class ShareScan
{
    // More paths than this don't fit a request well, and a look at everything costs no more.
    private const int MostPaths = 200;

    // How long an interrupted folder gets to start again, or its daemon to be gone.
    private static readonly TimeSpan s_interrupted = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when it has looked; a paused share is left to its resuming.</summary>
    public static async Task RunAsync(SyncNode node, string share, IReadOnlyCollection<string> paths, CancellationToken cancel)
    {
        try
        {
            await AskAsync(node, share, paths.Count > MostPaths ? [] : paths, cancel).ConfigureAwait(false);
        }
        catch (RequestRefusedException e) when (e.Answer.Contains("paused", StringComparison.Ordinal))
        {
            // It looks at everything when it is resumed.
        }
    }

    /// <summary>Returns when it has looked; one that cannot is named.</summary>
    /// <exception cref="SyncException">ShareInError, with the daemon's own words.</exception>
    public static async Task DemandAsync(SyncNode node, string share, IReadOnlyCollection<string> paths, CancellationToken cancel)
    {
        try
        {
            await AskAsync(node, share, paths, cancel).ConfigureAwait(false);
        }
        catch (RequestRefusedException e) when (e.Error == SyncError.RequestRefused)
        {
            throw new SyncException(SyncError.ShareInError, $"{node}: '{share}' cannot be scanned: {e.Answer}. Mend that first.", e);
        }
    }

    private static async Task AskAsync(SyncNode node, string share, IReadOnlyCollection<string> paths, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await node.Client.Database.ScanAsync(share, paths, cancel).ConfigureAwait(false);
                return;
            }
            catch (RequestRefusedException e) when (e.Error == SyncError.RequestRefused && e.Answer.Contains("context canceled", StringComparison.Ordinal))
            {
                // Go's words for "I was interrupted": the folder, or the whole daemon, is being stopped or restarted.
                await Task.Delay(s_interrupted, cancel).ConfigureAwait(false);
            }
        }
    }
}
