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
        Dictionary<string, TreeEntry> localFiles = Files(local, set), remoteFiles = Files(await remote.ConfigureAwait(false), set);
        HashSet<string> differing = [.. await DifferingAsync(context, here, there, localFiles, remoteFiles, cancel).ConfigureAwait(false)];
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
            NewerAtHost = differing.Where(path => remoteFiles[path].Modified > localFiles[path].Modified).ToHashSet(),
            GitIgnoredFiles = gitIgnored.Count,
            GitIgnoredBytes = gitIgnored.Sum(entry => entry.Size),
            GitIgnorePatterns = [.. ignored.Select(GitIgnored.ToPattern)],
            PartialRepository = GitRepository.FindPartlyShared(here, share.IgnoreLines),
            CaseClashes = context.Local?.OS == "darwin" || context.Remote?.OS == "darwin" ? ClashesOf(localFiles.Keys.Union(remoteFiles.Keys)) : [],
        };
    }

    private static async Task<TreeListing> WalkAsync(IRemoteShell machine, string root, CancellationToken cancel)
    {
        RemoteResult answer = await machine.RunAsync(new RemoteScript("[ -e \"$1\" ] || exit 0; [ -d \"$1\" ] && exit 1; exit 2", [root]), cancel).ConfigureAwait(false);
        return answer.ExitCode switch
        {
            0 => s_nothing,
            1 => await TreeWalk.RunAsync(machine, root, [], cancel).ConfigureAwait(false),
            _ => throw new SyncException(SyncError.PathInvalid, $"{machine.HostName}: {root} is a file, and a workspace is a directory. Give another path."),
        };
    }

    private static Dictionary<string, TreeEntry> Files(TreeListing tree, IgnoreSet set) =>
        tree.Entries.Where(pair => pair.Value.Kind is 'f' or 'l' && set.Decide(pair.Key).Travels).ToDictionary(pair => pair.Key, pair => pair.Value);

    // Different sizes are different content; different times may be.
    private static async Task<IEnumerable<string>> DifferingAsync(
        SetupContext context, string here, string there, Dictionary<string, TreeEntry> local, Dictionary<string, TreeEntry> remote, CancellationToken cancel)
    {
        List<string> common = [.. local.Keys.Where(path => remote.TryGetValue(path, out TreeEntry other) && local[path].Kind == 'f' && other.Kind == 'f')];
        List<string> unclear = [.. common.Where(path => local[path].Size == remote[path].Size && local[path].Modified != remote[path].Modified)];
        Task<IReadOnlyDictionary<string, string>> theirs = FileHashes.ReadAsync(context.Shell!, there, unclear, cancel);
        IReadOnlyDictionary<string, string> ours = await FileHashes.ReadAsync(LocalShell.Instance, here, unclear, cancel).ConfigureAwait(false);
        IReadOnlyDictionary<string, string> hashes = await theirs.ConfigureAwait(false);
        return common.Where(path => local[path].Size != remote[path].Size)
            .Concat(unclear.Where(path => !ours.TryGetValue(path, out string? hash) || !hashes.TryGetValue(path, out string? other) || hash != other));
    }

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

    private static List<string> ClashesOf(IEnumerable<string> paths) =>
        [.. paths.GroupBy(path => path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).SelectMany(group => group)];
}
