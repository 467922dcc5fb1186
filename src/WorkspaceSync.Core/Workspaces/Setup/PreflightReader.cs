namespace WorkspaceSync;

/// <summary>Looks at both sides of a share that is to be made, and says what would travel.</summary>
internal static class PreflightReader
{
    private const int Biggest = 3;
    private static readonly TreeListing s_nothing = new("", false, new Dictionary<string, TreeEntry>());

    public static async Task<SharePreflight> ReadAsync(SetupContext context, SetupShare share, CancellationToken cancel)
    {
        string here = context.LocalPathOf(share), there = context.RemotePathOf(share);
        Task<TreeListing> remote = WalkAsync(context.Shell!, there, cancel);
        TreeListing local = await WalkAsync(LocalShell.Instance, here, cancel).ConfigureAwait(false);
        IgnoreSet set = IgnoreSet.Parse(share.IgnoreLines, _ => []);
        Dictionary<string, TreeEntry> localAll = Travelling(local, set), remoteAll = Travelling(await remote.ConfigureAwait(false), set);
        Dictionary<string, TreeEntry> localFiles = Files(localAll), remoteFiles = Files(remoteAll);
        HashSet<string> differing = [.. await DifferingAsync(context, here, there, localAll, remoteAll, cancel).ConfigureAwait(false)];
        List<TreeEntry> leftOut = [.. local.Entries.Where(pair => pair.Value.Kind == 'f' && !localFiles.ContainsKey(pair.Key)).Select(pair => pair.Value)];
        List<string> ignored = await GitIgnoredAsync(here, set, cancel).ConfigureAwait(false);
        List<TreeEntry> gitIgnored = [.. localFiles.Where(pair => ignored.Any(path => path.EndsWith('/') ? pair.Key.StartsWith(path, StringComparison.Ordinal) : pair.Key == path)).Select(pair => pair.Value)];
        return new SharePreflight
        {
            Share = share.Id,
            LocalFiles = localFiles.Count,
            LocalBytes = localFiles.Values.Sum(entry => entry.Size),
            RemoteFiles = remoteFiles.Count,
            RemoteBytes = remoteFiles.Values.Sum(entry => entry.Size),
            Biggest = BiggestOf(localFiles.Values.Sum(entry => entry.Size) >= remoteFiles.Values.Sum(entry => entry.Size) ? localFiles : remoteFiles),
            LeftOutFiles = leftOut.Count,
            LeftOutBytes = leftOut.Sum(entry => entry.Size),
            Differing = [.. differing.Order(StringComparer.Ordinal)],
            NewerAtHost = differing.Where(path => remoteAll[path].Modified > localAll[path].Modified).ToHashSet(),
            GitIgnoredFiles = gitIgnored.Count,
            GitIgnoredBytes = gitIgnored.Sum(entry => entry.Size),
            GitIgnorePatterns = [.. ignored.Select(IgnorePath.ToPattern)],
            PartialRepository = GitRepository.FindPartlyShared(here, share.IgnoreLines),
            CaseClashes = context.Local?.OS == "darwin" || context.Remote?.OS == "darwin" ? ClashesOf(localFiles.Keys.Union(remoteFiles.Keys)) : [],
        };
    }

    private static async Task<TreeListing> WalkAsync(IRemoteShell machine, string root, CancellationToken cancel) =>
        await ShareDirectory.ExistsAsync(machine, machine.HostName, root, cancel).ConfigureAwait(false)
            ? await TreeWalk.RunAsync(machine, root, [], cancel).ConfigureAwait(false)
            : s_nothing;

    private static Dictionary<string, TreeEntry> Travelling(TreeListing tree, IgnoreSet set) =>
        tree.Entries.Where(pair => pair.Value.Kind is 'f' or 'l' or 'd' && set.Decide(pair.Key).Travels).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static Dictionary<string, TreeEntry> Files(Dictionary<string, TreeEntry> all) =>
        all.Where(pair => pair.Value.Kind is not 'd').ToDictionary(pair => pair.Key, pair => pair.Value);

    // Another kind or size is other content; another time may be.
    private static async Task<IEnumerable<string>> DifferingAsync(
        SetupContext context, string here, string there, Dictionary<string, TreeEntry> local, Dictionary<string, TreeEntry> remote, CancellationToken cancel)
    {
        List<string> common = [.. local.Keys.Where(remote.ContainsKey)];
        List<string> sameKind = [.. common.Where(path => local[path].Kind == remote[path].Kind)];
        List<string> files = [.. sameKind.Where(path => local[path].Kind == 'f')], links = [.. sameKind.Where(path => local[path].Kind == 'l')];
        List<string> unclear = [.. files.Where(path => local[path].Size == remote[path].Size && local[path].Modified != remote[path].Modified)];
        Task<IReadOnlyDictionary<string, string>> theirs = FileHashes.ReadAsync(context.Shell!, there, unclear, cancel);
        Task<IReadOnlyDictionary<string, string>> theirTargets = LinkTargets.ReadAsync(context.Shell!, there, links, cancel);
        IReadOnlyDictionary<string, string> ours = await FileHashes.ReadAsync(LocalShell.Instance, here, unclear, cancel).ConfigureAwait(false);
        IReadOnlyDictionary<string, string> targets = await LinkTargets.ReadAsync(LocalShell.Instance, here, links, cancel).ConfigureAwait(false);
        return common.Except(sameKind)
            .Concat(files.Where(path => local[path].Size != remote[path].Size))
            .Concat(Unequal(unclear, ours, await theirs.ConfigureAwait(false)))
            .Concat(Unequal(links, targets, await theirTargets.ConfigureAwait(false)));
    }

    // What could not be read on a side may be anything.
    private static IEnumerable<string> Unequal(List<string> paths, IReadOnlyDictionary<string, string> ours, IReadOnlyDictionary<string, string> theirs) =>
        paths.Where(path => !ours.TryGetValue(path, out string? one) || !theirs.TryGetValue(path, out string? other) || one != other);

    private static async Task<List<string>> GitIgnoredAsync(string root, IgnoreSet set, CancellationToken cancel) =>
        Directory.Exists(root)
            ? [.. (await GitIgnored.ReadAsync(LocalShell.Instance, root, cancel).ConfigureAwait(false)).Where(path => set.Decide(path).Travels)]
            : [];

    private static Dictionary<string, long> BiggestOf(Dictionary<string, TreeEntry> files) => files
        .Where(pair => pair.Key.Contains('/', StringComparison.Ordinal))
        .GroupBy(pair => pair.Key[..pair.Key.IndexOf('/', StringComparison.Ordinal)])
        .Select(group => (group.Key, Bytes: group.Sum(pair => pair.Value.Size)))
        .OrderByDescending(group => group.Bytes)
        .Take(Biggest)
        .ToDictionary(group => group.Key, group => group.Bytes);

    // Directories too: two that differ only in case are one there, whatever is in them.
    private static List<string> ClashesOf(IEnumerable<string> paths) =>
    [
        .. paths.SelectMany(path => SharePath.Above(path).Append(path)).Distinct()
            .GroupBy(path => path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).SelectMany(group => group),
    ];
}
