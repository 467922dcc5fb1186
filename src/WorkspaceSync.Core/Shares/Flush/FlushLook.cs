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
/// <param name="SubPaths">What to scan: null is everything, and none is nothing.</param>
/// <param name="Why">Why everything has to be scanned; null when it has not.</param>
internal sealed record FlushLook(
    SyncNode Node, string Key, DateTimeOffset TakenAt, TreeListing? Tree, IReadOnlyList<string>? SubPaths, string? Why)
{
    // More is no faster than a scan of all, and a request line has its limits.
    private const int MostPaths = 200;
    private const int MostLetters = 32_000;

    /// <summary>Walks and compares.</summary>
    /// <param name="isFull">Whether everything is to be scanned whatever the listing says.</param>
    /// <param name="isForced">Whether a side that was emptied is meant to be.</param>
    public static async Task<FlushLook> TakeAsync(SyncNode node, string shareId, bool isFull, bool isForced, CancellationToken cancel)
    {
        DateTimeOffset takenAt = DateTimeOffset.UtcNow;
        if (node.Machine is not { } machine)
        {
            return new FlushLook(node, "", takenAt, null, null, "its files are out of reach");
        }

        Task<SystemStatus> status = node.Client.System.GetStatusAsync(cancel);
        Task<IgnoreLines> ignores = node.Client.Database.GetIgnoresAsync(shareId, cancel);
        JObject folder = await ShareReader.GetDocumentAsync(node, shareId, cancel).ConfigureAwait(false);
        string[] lines = (await ignores.ConfigureAwait(false)).Ignore ?? [];
        string root = SharePath.Expand((string)folder["path"]!, node);
        TreeListing now = await TreeWalk.RunAsync(machine, root, IgnorePruning.Names(lines), cancel).ConfigureAwait(false);
        string key = KeyOf((await status.ConfigureAwait(false)).StartTime, folder, lines);
        KeptListing? kept = ListingStore.Find(node.DeviceId, shareId);
        if (kept is not null && !isForced)
        {
            DeletionGuard.Check(node, shareId, root, kept.Tree, now);
        }

        FlushLook everything = new(node, key, takenAt, now, null, WhyEverything(isFull, kept, key, now));
        return everything.Why is null ? everything.Narrow(kept!.Tree, lines) : everything;
    }

    /// <summary>Keeps the listing for the next time; only after a proof.</summary>
    public void Keep(string shareId)
    {
        if (Tree is not null)
        {
            ListingStore.Keep(Node.DeviceId, shareId, new KeptListing(Key, TakenAt, Tree));
        }
    }

    private FlushLook Narrow(TreeListing before, string[] lines)
    {
        IEnumerable<string> differing = Tree!.ChangesSince(before);
        if (IgnoresOf(lines) is { } set)
        {
            differing = differing.Where(path => set.Decide(path).Travels); // before the outermost are taken: exceptions live in ignored directories
        }

        List<string> changed = OutermostOf([.. differing]);
        return changed.Count > MostPaths || changed.Sum(path => path.Length + 5) > MostLetters
            ? this with { Why = $"{changed.Count} paths differ" }
            : this with { SubPaths = changed };
    }

    private static string? WhyEverything(bool isFull, KeptListing? kept, string key, TreeListing now) =>
        isFull ? "as asked"
        : kept is null ? "no listing is kept"
        : !kept.HoldsFor(key, now) ? "the daemon, the settings or the root are not those of the listing, or it is a day old"
        : null;

    // A scan of a path covers what is below it.
    private static List<string> OutermostOf(IReadOnlyList<string> paths)
    {
        HashSet<string> all = [.. paths];
        return [.. paths.Where(path => !Above(path).Any(all.Contains))];
    }

    private static IEnumerable<string> Above(string path)
    {
        for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }

    // What is ignored need not be scanned; with a set that can't be read here it is scanned all the same.
    private IgnoreSet? IgnoresOf(string[] lines)
    {
        if (lines.Length == 0 || lines.Any(line => line.StartsWith("#include", StringComparison.Ordinal)))
        {
            return null;
        }

        try
        {
            return IgnoreSet.Parse(lines, null, IgnoreDialect.For(Node.Version, Node.OS));
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
