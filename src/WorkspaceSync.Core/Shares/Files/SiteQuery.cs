using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>Which part of which shares is meant.</summary>
/// <param name="around">A path whose share is meant; null when shares are meant by their ids.</param>
/// <param name="below">A path from the root of each share; empty is all of it.</param>
internal sealed class SiteQuery(string? around, string below)
{
    /// <summary>The shares of a running node.</summary>
    public async IAsyncEnumerable<(ShareSite Site, string Below)> FindAsync(
        SyncNode node, Func<string, bool> isWanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (around is null)
        {
            await foreach (ShareSite site in ShareSites.FindAsync(node, isWanted, cancel).ConfigureAwait(false))
            {
                yield return (site, below);
            }

            yield break;
        }

        string path = SharePath.Expand(around, node);
        if (!path.StartsWith('/'))
        {
            throw new SyncException(SyncError.PathInvalid, $"{node}: '{around}' is not absolute. On another machine there is no current directory: give the whole path, or -Share and a path from its root.");
        }

        // A daemon of another user, or a sandbox's, may have it: the directory itself tells that it is a share, not whose.
        (ShareSite Site, string Below) found = await ShareSites.FindAroundAsync(node, path, cancel).ConfigureAwait(false)
            ?? (node.IsHere ? FindMarked(path) : null)
            ?? throw ShareSites.NotInShare(around, node.Name);
        if (found.Site.Share.Length == 0 || isWanted(found.Site.Share))
        {
            yield return found;
        }
    }

    /// <summary>The shares of a daemon that doesn't run.</summary>
    public IEnumerable<(ShareSite Site, string Below)> Find(IReadOnlyList<ShareSite> sites, Func<string, bool> isWanted)
    {
        if (around is null)
        {
            return sites.Where(site => isWanted(site.Share)).Select(site => (site, below));
        }

        (ShareSite Site, string Below) found = ShareSites.FindAround(sites, around) ?? FindMarked(around) ?? throw ShareSites.NotInShare(around, Environment.MachineName);
        return found.Site.Share.Length == 0 || isWanted(found.Site.Share) ? [found] : [];
    }

    private static (ShareSite Site, string Below)? FindMarked(string path) =>
        StoppedSites.FindAround(path) is { } marked ? ShareSites.FindAround([marked], path) : null;
}
