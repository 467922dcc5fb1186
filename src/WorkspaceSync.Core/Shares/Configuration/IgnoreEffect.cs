using System.IO.Enumeration;

namespace WorkspaceSync;

/// <summary>What a change of ignore patterns would ship or drop: said before it is made, as nothing else tells.</summary>
internal static class IgnoreEffect
{
    // A preview may not take longer than what it previews.
    private const int MostEntries = 200_000;

    /// <summary>A few words: how many files and bytes more, and how many fewer, would travel.</summary>
    public static string Describe(SyncShare share, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        int lines = after.Except(before).Count(), gone = before.Except(after).Count();
        string words = $"{lines} line(s) more, {gone} fewer";
        if (!share.Node.IsHere || !Directory.Exists(share.Path) || Parse(share, before) is not { } old || Parse(share, after) is not { } next)
        {
            return words;
        }

        (long Files, long Bytes) shipped = default, dropped = default;
        int seen = 0;
        foreach ((string path, long size) in Files(share.Path))
        {
            if (++seen > MostEntries)
            {
                return $"{words}; of the first {MostEntries:N0} files {Words(shipped, dropped)}";
            }

            bool travelled = old.Decide(path).Travels, travels = next.Decide(path).Travels;
            if (travels && !travelled)
            {
                shipped = (shipped.Files + 1, shipped.Bytes + size);
            }
            else if (travelled && !travels)
            {
                dropped = (dropped.Files + 1, dropped.Bytes + size);
            }
        }

        return $"{words}; {Words(shipped, dropped)}";
    }

    private static string Words((long Files, long Bytes) shipped, (long Files, long Bytes) dropped) => (shipped.Files, dropped.Files) switch
    {
        (0, 0) => "the same files travel",
        (_, 0) => $"{shipped.Files} file(s), {shipped.Bytes} bytes, would travel that do not now",
        (0, _) => $"{dropped.Files} file(s), {dropped.Bytes} bytes, that travel now would be left out (they stay where they are)",
        _ => $"{shipped.Files} file(s) would travel that do not now, {dropped.Files} that travel now would be left out (they stay where they are)",
    };

    private static IgnoreSet? Parse(SyncShare share, IReadOnlyList<string> lines)
    {
        try
        {
            return IgnoreSet.Parse(lines, null, IgnoreDialect.For(share.Node.Version, share.Node.OS));
        }
        catch (SyncException)
        {
            return null; // the set as it is may be a broken one: mending it must not depend on a preview
        }
    }

    private static FileSystemEnumerable<(string Path, long Size)> Files(string root) => new(
        root,
        (ref FileSystemEntry entry) => (Path.GetRelativePath(root, entry.ToFullPath()), entry.Length),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0 && entry.FileName is not (".stversions" or ".stfolder"),
    };
}
