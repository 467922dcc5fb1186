namespace WorkspaceSync;

/// <summary>What travels of a share, as one machine's daemon sees it, running or not.</summary>
internal static class SiteIgnores
{
    /// <summary>The share's ignores on that machine.</summary>
    public static async Task<IgnoreSet> ReadAsync(ShareSite site, CancellationToken cancel)
    {
        if (site.Node is { } node)
        {
            return (await ShareIgnores.ReadAsync(node, site.Share, cancel).ConfigureAwait(false)).Set;
        }

        return IgnoreSet.Parse(await ReadLinesAsync(site, ".stignore", cancel).ConfigureAwait(false) ?? []);
    }

    private static async Task<string[]?> ReadLinesAsync(ShareSite site, string path, CancellationToken cancel)
    {
        if (await site.Files.LookAsync(path, cancel).ConfigureAwait(false) is null)
        {
            return null;
        }

        using StreamReader reader = new(await site.Files.OpenAsync(path, cancel).ConfigureAwait(false));
        return (await reader.ReadToEndAsync(cancel).ConfigureAwait(false)).Split('\n', StringSplitOptions.TrimEntries);
    }
}
