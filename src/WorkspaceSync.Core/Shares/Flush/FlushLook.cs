using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>
/// What one side has to scan. Its tree is walked by metadata and compared with the listing that was kept at the last proof;
/// without one that holds, everything has to be scanned.
/// </summary>
/// <param name="Node">The side.</param>
/// <param name="Key">What a listing depends on besides the tree.</param>
/// <param name="TakenAt">When the walk began.</param>
/// <param name="Tree">The tree as it is now, before the scan; null when the node's files cannot be walked.</param>
/// <param name="Before">The tree that was kept at the last proof; null when there was none.</param>
/// <param name="SubPaths">What to scan: null is everything, and none is nothing.</param>
/// <param name="Why">Why everything has to be scanned; null when it has not.</param>
internal sealed record FlushLook(
    SyncNode Node, string Key, DateTimeOffset TakenAt, TreeListing? Tree, TreeListing? Before, IReadOnlyList<string>? SubPaths, string? Why)
{
    // More is no faster than a scan of all, and a request line has its limits.
    private const int MostPaths = 200;
    private const int MostLetters = 32_000;

    private Func<string, bool> Travels { get; init; } = _ => true;

    /// <summary>What differs from the kept listing, outermost first; null when everything is to be scanned.</summary>
    private IReadOnlyList<string>? Own { get; init; }

    /// <summary>What was scanned while the other side was still being walked.</summary>
    private IReadOnlyList<string> Scanned { get; init; } = [];

    /// <summary>Walks and compares.</summary>
    /// <param name="isFull">Whether everything is to be scanned whatever the listing says.</param>
    /// <param name="isForced">Whether a side that was emptied is meant to be.</param>
    public static async Task<FlushLook> TakeAsync(SyncNode node, string shareId, bool isFull, bool isForced, CancellationToken cancel)
    {
        DateTimeOffset takenAt = DateTimeOffset.UtcNow;
        if (node.Machine is not { } machine)
        {
            return new FlushLook(node, "", takenAt, null, null, null, "its files are out of reach");
        }

        Task<SystemStatus> status = node.Client.System.GetStatusAsync(cancel);
        Task<IgnoreLines> ignores = node.Client.Database.GetIgnoresAsync(shareId, cancel);
        JObject folder = await ShareReader.GetDocumentAsync(node, shareId, cancel).ConfigureAwait(false);
        IgnoreLines patterns = await ignores.ConfigureAwait(false);
        string[] lines = patterns.Ignore ?? [];
        string root = SharePath.Expand((string)folder["path"]!, node);
        KeptListing? kept = ListingStore.Find(node.DeviceId, shareId);
        TreeListing now = await TreeWalk.RunAsync(machine, root, IgnorePruning.Names(lines), cancel, kept?.Tree.Entries.Count ?? 0).ConfigureAwait(false);
        string key = KeyOf((await status.ConfigureAwait(false)).StartTime, folder, [.. lines, .. patterns.Expanded ?? []]); // expanded: an #included file may have changed
        Func<string, bool> travels = IgnoresOf(node, lines) is { } set ? path => set.Decide(path).Travels : path => path != ".stignore";
        if (kept is not null && !isForced)
        {
            DeletionGuard.Check(node, shareId, root, kept.Tree, now, travels);
        }

        string? why = WhyEverything(isFull, kept, key, now);

        // Filtered before the outermost are taken: exceptions live in ignored directories.
        return new FlushLook(node, key, takenAt, now, kept?.Tree, null, why) { Travels = travels, Own = why is null ? OutermostOf([.. now.ChangesSince(kept!.Tree).Where(travels)]) : null };
    }

    /// <summary>
    /// What is to be scanned, once all sides have been walked: what differs from the kept listing, and what others have and this
    /// side does not. A file that came and went since, and that the daemon noticed only coming, is in no listing of this side.
    /// </summary>
    public FlushLook Narrow(IReadOnlyList<FlushLook> others)
    {
        if (Why is not null || SubPaths is not null)
        {
            return this;
        }

        if (others.Any(other => other.Tree is null))
        {
            return this with { Why = "the other side's files are out of reach" };
        }

        IEnumerable<string> lacking = others.SelectMany(other => other.Tree!.Entries.Keys).Where(path => !Tree!.Entries.ContainsKey(path)).Where(Travels);
        List<string> changed = OutermostOf([.. Own!.Concat(lacking).Distinct()]);
        return !IsFew(changed)
            ? this with { Why = $"{changed.Count} paths differ" }
            : this with { SubPaths = changed };
    }

    /// <summary>Has its daemon look at what changed here while the other side is still being walked: it travels meanwhile.</summary>
    public async Task<FlushLook> ScanOwnAsync(string shareId, CancellationToken cancel)
    {
        if (Own is not { Count: > 0 } || !IsFew(Own))
        {
            return this;
        }

        await ShareScan.DemandAsync(Node, shareId, Own, cancel).ConfigureAwait(false);
        return this with { Scanned = Own };
    }

    /// <summary>Has its daemon look at what differs and was not looked at yet, to the end.</summary>
    public async Task<FlushLook> ScanAsync(string shareId, CancellationToken cancel)
    {
        IReadOnlyList<string> paths = [.. (SubPaths ?? []).Except(Scanned)];
        if (SubPaths is null || paths.Count > 0)
        {
            await ShareScan.DemandAsync(Node, shareId, paths, cancel).ConfigureAwait(false);
        }

        return this;
    }

    /// <summary>Keeps the listing for the next time; only after a proof.</summary>
    /// <param name="others">The other sides' looks: what came from them counts as there, and is looked at next time.</param>
    /// <param name="finished">What each side took over meanwhile; false for what it deleted. A conflict copy made here is taken over there.</param>
    public void Keep(string shareId, IEnumerable<FlushLook> others, IEnumerable<IReadOnlyDictionary<string, bool>> finished)
    {
        if (Tree is null)
        {
            return;
        }

        Dictionary<string, TreeEntry> entries = new(Tree.Entries);
        foreach (FlushLook other in others.Where(look => look.Tree is not null))
        {
            foreach ((string path, TreeEntry entry) in other.Tree!.Entries.Where(pair => !entries.ContainsKey(pair.Key) && Before?.Entries.ContainsKey(pair.Key) != true))
            {
                entries[path] = entry with { Mark = 0 };
            }

            foreach (string path in other.Before?.Entries.Keys.Where(path => !other.Tree!.Entries.ContainsKey(path)) ?? [])
            {
                entries.Remove(path);
            }
        }

        foreach ((string path, bool isThere) in finished.SelectMany(paths => paths))
        {
            if (!isThere)
            {
                entries.Remove(path);
            }
            else if (!entries.ContainsKey(path))
            {
                entries[path] = new TreeEntry('f', 0, 0, 0);
            }
        }

        ListingStore.Keep(Node.DeviceId, shareId, new KeptListing(Key, TakenAt, Tree with { Entries = entries }));
    }

    private static string? WhyEverything(bool isFull, KeptListing? kept, string key, TreeListing now) =>
        isFull ? "as asked"
        : kept is null ? "no listing is kept"
        : !kept.HoldsFor(key, now) ? "the daemon, the settings or the root are not those of the listing, or it is a day old"
        : null;

    private static bool IsFew(IReadOnlyCollection<string> paths) => paths.Count <= MostPaths && paths.Sum(path => path.Length + 5) <= MostLetters;

    // A scan of a path covers what is below it.
    private static List<string> OutermostOf(IReadOnlyList<string> paths)
    {
        HashSet<string> all = [.. paths];
        return [.. paths.Where(path => !SharePath.Above(path).Any(all.Contains))];
    }

    // What is ignored need not be scanned; with a set that can't be read here it is scanned all the same.
    private static IgnoreSet? IgnoresOf(SyncNode node, string[] lines)
    {
        if (lines.Length == 0 || lines.Any(line => line.StartsWith("#include", StringComparison.Ordinal)))
        {
            return null;
        }

        try
        {
            return IgnoreSet.Parse(lines, null, IgnoreDialect.For(node.Version, node.OS));
        }
        catch (SyncException)
        {
            return null;
        }
    }

    private static string KeyOf(DateTimeOffset? started, JObject folder, string[] lines)
    {
        string text = $"{started:O}\n{folder.ToString(Formatting.None)}\n{string.Join('\n', lines)}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
