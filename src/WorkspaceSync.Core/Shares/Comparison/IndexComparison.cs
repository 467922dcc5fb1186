using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>
/// Compares what two daemons know of a share, without a look at any file: what each needs, and what only one has heard of. It
/// is as old as their last scans.
/// </summary>
internal sealed class IndexComparison(ShareSite here, ShareSite there, SyncComparison summary)
{
    private const int MostNeeds = 1_000_000;

    public async IAsyncEnumerable<SyncDifference> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        DateTimeOffset begun = DateTimeOffset.Now;
        Task<Dictionary<string, BrowseEntry>> reading = ReadAsync(here, cancel);
        Task<HashSet<string>> needing = NeedsAsync(here, cancel);
        Task<HashSet<string>> needingThere = NeedsAsync(there, cancel);
        Dictionary<string, BrowseEntry> entriesThere = await ReadAsync(there, cancel).ConfigureAwait(false);
        Dictionary<string, BrowseEntry> entriesHere = await reading.ConfigureAwait(false);
        (HashSet<string> needed, HashSet<string> neededThere) = (await needing.ConfigureAwait(false), await needingThere.ConfigureAwait(false));
        summary.IgnoresAreSame = (await SiteIgnores.ReadAsync(here, cancel).ConfigureAwait(false)).Expanded
            .SequenceEqual((await SiteIgnores.ReadAsync(there, cancel).ConfigureAwait(false)).Expanded);
        foreach (string path in entriesHere.Keys.Union(entriesThere.Keys).Union(needed).Union(neededThere).Order(PathOrder.Instance))
        {
            BrowseEntry? left = entriesHere.GetValueOrDefault(path);
            BrowseEntry? right = entriesThere.GetValueOrDefault(path);
            SyncDifferenceKind? kind = (left, right) switch
            {
                _ when needed.Contains(path) || neededThere.Contains(path) => SyncDifferenceKind.Content,
                (_, null) => SyncDifferenceKind.OnlyHere,
                (null, _) => SyncDifferenceKind.OnlyThere,
                _ when left.Type != right.Type => SyncDifferenceKind.Type,
                _ when IsFile(left) && (left.Size != right.Size || left.Modified != right.Modified) => SyncDifferenceKind.Content,
                _ => null,
            };
            if (kind is null)
            {
                summary.AddSame(IsFile(left!) ? 1 : 0, IsFile(left!) ? left!.Size : 0, IsFile(left!) ? 0 : 1);
                continue;
            }

            summary.Differences++;
            yield return new SyncDifference
            {
                Share = here.Share,
                Path = path,
                Kind = kind.Value,
                Size = left?.Size,
                ReferenceSize = right?.Size,
                ModifiedTime = left?.Modified,
                ReferenceModifiedTime = right?.Modified,
                Note = needed.Contains(path) ? $"{here.Machine} has not fetched it yet." : neededThere.Contains(path) ? $"{there.Machine} has not fetched it yet." : "They have not told each other yet.",
                Node = here.Node!,
                ReferenceNode = there.Node!,
            };
        }

        summary.Duration = DateTimeOffset.Now - begun;
    }

    private static bool IsFile(BrowseEntry entry) => entry.Type.EndsWith("FILE", StringComparison.Ordinal) || entry.Type.Length == 0;

    private static async Task<Dictionary<string, BrowseEntry>> ReadAsync(ShareSite site, CancellationToken cancel)
    {
        Dictionary<string, BrowseEntry> entries = [];
        await foreach (BrowseEntry entry in site.Node!.Client.Database.BrowseAsync(site.Share, "", null, cancel).ConfigureAwait(false))
        {
            entries[entry.Path] = entry;
        }

        return entries;
    }

    private static async Task<HashSet<string>> NeedsAsync(ShareSite site, CancellationToken cancel)
    {
        HashSet<string> names = [];
        await foreach (IndexEntry entry in site.Node!.Client.Database.GetNeedAsync(site.Share, MostNeeds, cancel).ConfigureAwait(false))
        {
            names.Add(entry.Name);
        }

        return names;
    }
}
