namespace WorkspaceSync;

/// <summary>Has a daemon look at what was changed on its disk, rather than wait until it notices.</summary>
internal static class ShareScan
{
    // More paths than this don't fit a request well, and a look at everything costs no more.
    private const int MostPaths = 200;

    /// <summary>Returns when it has looked; a paused share is left to its resuming.</summary>
    public static async Task RunAsync(SyncNode node, string share, IReadOnlyCollection<string> paths, CancellationToken cancel)
    {
        try
        {
            await node.Client.Database.ScanAsync(share, paths.Count > MostPaths ? [] : paths, cancel).ConfigureAwait(false);
        }
        catch (RequestRefusedException e) when (e.Answer.Contains("paused", StringComparison.Ordinal))
        {
            // It looks at everything when it is resumed.
        }
    }
}
