using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>Finds the ends of shares that are meant: by id, or by a path in them.</summary>
internal static class ShareSites
{
    /// <summary>A node's shares that are wanted, by id.</summary>
    public static async IAsyncEnumerable<ShareSite> FindAsync(SyncNode node, Func<string, bool> isWanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (SyncShare share in ShareReader.ReadAllAsync(node, cancel).ConfigureAwait(false))
        {
            if (isWanted(share.Id))
            {
                yield return await ShareSite.OfAsync(share, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The share that a path of the node's machine lies in, and the path from its root; null when it is in none.</summary>
    /// <param name="path">Absolute.</param>
    public static async Task<(ShareSite Site, string Below)?> FindAroundAsync(SyncNode node, string path, CancellationToken cancel)
    {
        string wanted = NormalizeEntry(path, node);
        (SyncShare Share, string Root)? around = null;
        await foreach (SyncShare share in ShareReader.ReadAllAsync(node, cancel).ConfigureAwait(false))
        {
            string root = SharePath.Normalize(share.Path, node);
            if (SharePath.IsSameOrInside(wanted, root, node) && root.Length >= (around?.Root.Length ?? 0))
            {
                around = (share, root);
            }
        }

        return around is { } found
            ? (await ShareSite.OfAsync(found.Share, cancel).ConfigureAwait(false), wanted[found.Root.Length..].Trim('/'))
            : null;
    }

    /// <summary>The same among the shares of a daemon that doesn't run.</summary>
    public static (ShareSite Site, string Below)? FindAround(IEnumerable<ShareSite> sites, string path)
    {
        string wanted = Path.GetFullPath(path).TrimEnd('/');
        ShareSite? site = sites.Where(site => wanted == site.Files.Root || wanted.StartsWith(site.Files.Root.TrimEnd('/') + "/", StringComparison.Ordinal))
            .MaxBy(site => site.Files.Root.Length);
        return site is null ? null : (site, wanted[site.Files.Root.Length..].Trim('/'));
    }

    /// <summary>The error for a path that is in no share.</summary>
    public static SyncException NotInShare(string path, string machine) => new(
        SyncError.PathInvalid, $"{machine}: {PrintableText.Of(path)} is in no share. Give a path in one; Get-SyncShare lists them.");

    // The entry itself may be a link, and is meant as such; the directories above it are followed.
    private static string NormalizeEntry(string path, SyncNode node)
    {
        string trimmed = path.TrimEnd('/');
        return Path.GetDirectoryName(trimmed) is { Length: > 0 } parent && !Directory.Exists(trimmed)
            ? Path.Join(SharePath.Normalize(parent, node), Path.GetFileName(trimmed))
            : SharePath.Normalize(path, node);
    }
}
