using System.Text;

namespace WorkspaceSync;

/// <summary>Reads both versions of a conflict and says in what they differ.</summary>
internal static class ConflictComparer
{
    // More text than this is compared as bytes: nobody reads that diff.
    private const long MostText = 8_000_000;

    /// <param name="width">For two columns; null is one, as diff -u.</param>
    /// <param name="withBase">Whether an archived version is looked for that both may have come from.</param>
    public static async Task<SyncConflictComparison> CompareAsync(SyncConflict conflict, int? width, bool withBase, CancellationToken cancel)
    {
        IShareFiles files = conflict.Site.Files;
        if (conflict.Original is not { } original || conflict.Kind is not (SyncConflictKind.Text or SyncConflictKind.Binary))
        {
            return new SyncConflictComparison { Conflict = conflict, IsIdentical = conflict.IsIdentical };
        }

        await using Stream live = await files.OpenAsync(original.Path, cancel).ConfigureAwait(false);
        await using Stream copy = await files.OpenAsync(conflict.Conflict.Path, cancel).ConfigureAwait(false);
        if (conflict.Kind is SyncConflictKind.Binary || Math.Max(original.Size, conflict.Conflict.Size) > MostText)
        {
            long? offset = ByteComparison.FirstDifference(live, copy);
            return new SyncConflictComparison { Conflict = conflict, IsIdentical = offset is null, FirstDifference = offset };
        }

        string before = await ReadAsync(live, cancel).ConfigureAwait(false);
        string after = await ReadAsync(copy, cancel).ConfigureAwait(false);
        string? basePath = withBase ? await VersionFinder.FindBaseAsync(conflict, cancel).ConfigureAwait(false) : null;
        string? common = basePath is null ? null : await ReadAsync(await files.OpenAsync(basePath, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        IReadOnlyList<DiffBlock> blocks = TextDiffs.Current.Compare(before, after);
        return new SyncConflictComparison
        {
            Conflict = conflict,
            IsIdentical = string.Equals(before, after, StringComparison.Ordinal),
            Lines = [.. width is { } columns ? SideBySideDiff.Write(before, after, columns) : UnifiedDiff.Write(before, after)],
            Added = blocks.Sum(block => block.NewCount),
            Removed = blocks.Sum(block => block.Count),
            FirstDifference = null,
            BasePath = basePath,
            OriginalChanges = common is null ? [] : [.. UnifiedDiff.Write(common, before)],
            ConflictChanges = common is null ? [] : [.. UnifiedDiff.Write(common, after)],
        };
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancel)
    {
        using StreamReader reader = new(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel).ConfigureAwait(false);
    }
}
