namespace WorkspaceSync;

/// <summary>The ignore patterns of a share on a node: composed, checked before they are sent, and asked about paths.</summary>
internal sealed class ShareIgnores
{
    private readonly SyncShare _share;

    private ShareIgnores(SyncShare share, IgnoreSet set)
    {
        _share = share;
        Set = set;
    }

    /// <summary>The patterns as they are understood.</summary>
    public IgnoreSet Set { get; }

    /// <summary>Reads what a share has.</summary>
    public static async Task<ShareIgnores> ReadAsync(SyncNode node, string shareId, CancellationToken cancel)
    {
        SyncShare share = await ShareReader.GetAsync(node, shareId, cancel).ConfigureAwait(false);
        IgnoreLines answer = await node.Client.Database.GetIgnoresAsync(shareId, cancel).ConfigureAwait(false);
        string[] lines = answer.Ignore ?? [];

        // On another machine an included file can't be read from here; the daemon tells what it amounts to, without its lines.
        bool isOpaque = !node.IsHere && lines.Any(line => line.StartsWith("#include", StringComparison.Ordinal));
        return new ShareIgnores(share, Parse(isOpaque ? answer.Expanded ?? [] : lines, node, share.Path));
    }

    /// <summary>All lines of a new set: what is given for this share first, as the first match decides, then the profile's.</summary>
    public static string[] Compose(SyncProfile? profile, IEnumerable<string> patterns, bool excludeGit)
    {
        string[] lines = [.. patterns.Select(pattern => pattern.Trim()).Concat(profile?.Patterns ?? []).Where(line => line.Length > 0).Distinct()];
        return excludeGit ? ProfilePatterns.WithoutGit(lines) : lines;
    }

    /// <summary>Refuses lines that the daemon couldn't use: it would write them all the same, and stop the folder.</summary>
    /// <param name="sharePath">Where the share is, for included files.</param>
    public static IgnoreSet Check(IReadOnlyList<string> lines, SyncNode node, string sharePath) => Parse(lines, node, sharePath);

    /// <summary>Whether a path travels.</summary>
    /// <param name="path">From the share's root, or absolute and inside it.</param>
    public IgnoreVerdict Decide(string path)
    {
        string root = _share.Path.TrimEnd('/') + "/";
        string relative = path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path;
        return relative.StartsWith('/')
            ? throw new SyncException(SyncError.PathInvalid, $"{path} is not in share '{_share.Id}', which is {_share.Path} on {_share.Node}. Give a path in it, or one relative to it.")
            : Set.Decide(relative);
    }

    private static IgnoreSet Parse(IReadOnlyList<string> lines, SyncNode node, string sharePath) =>
        IgnoreSet.Parse(lines, node.IsHere ? file => ReadIncluded(Path.GetFullPath(file, sharePath)) : null, IgnoreDialect.For(node.Version, node.OS));

    private static string[]? ReadIncluded(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
