using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>Finds the conflicts of a share: the walk tells the copies, the index who wrote what; each as it is known, in the walk's order.</summary>
internal static class ConflictReader
{
    // Enough to hide the way to the index and back; the walk goes on meanwhile.
    private const int Ahead = 16;

    /// <param name="below">A directory or file of the share; empty is all of it.</param>
    /// <param name="isWanted">By the copy's path.</param>
    public static async IAsyncEnumerable<WalkResult<SyncConflict>> ReadAsync(
        ShareSite site, string below, Func<string, bool> isWanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        ConflictAuthors authors = new(site);
        Queue<Task<WalkResult<SyncConflict>>> running = new();
        await foreach (FileFinding finding in site.Files.FindConflictsAsync(below, cancel).ConfigureAwait(false))
        {
            if (finding.Trouble is null && !isWanted(finding.Path))
            {
                continue;
            }

            running.Enqueue(ReadOneAsync(site, authors, finding, cancel));
            if (running.Count == Ahead)
            {
                yield return await running.Dequeue().ConfigureAwait(false);
            }
        }

        while (running.TryDequeue(out Task<WalkResult<SyncConflict>>? next))
        {
            yield return await next.ConfigureAwait(false);
        }
    }

    /// <summary>The live file's path for a copy's.</summary>
    public static string LivePath(string copyPath, ConflictName name) => copyPath[..(copyPath.LastIndexOf('/') + 1)] + name.OriginalName;

    private static async Task<WalkResult<SyncConflict>> ReadOneAsync(ShareSite site, ConflictAuthors authors, FileFinding finding, CancellationToken cancel)
    {
        if (finding.Trouble is { } trouble)
        {
            return new WalkResult<SyncConflict>(null, trouble);
        }

        try
        {
            string copyPath = finding.Path;
            FileFacts copy = finding.Facts!;
            ConflictName name = ConflictName.Parse(copyPath[(copyPath.LastIndexOf('/') + 1)..])!;
            string livePath = LivePath(copyPath, name);
            FileFacts? live = await site.Files.LookAsync(livePath, cancel).ConfigureAwait(false);
            (ConflictAuthor liveAuthor, ConflictAuthor copyAuthor) = await authors.FindAsync(name, livePath, live, copyPath, copy, cancel).ConfigureAwait(false);
            ConflictContent content = await site.Files.DescribeAsync(livePath, live, copyPath, copy, cancel).ConfigureAwait(false);
            return new WalkResult<SyncConflict>(
                new SyncConflict(site, content)
                {
                    Path = livePath,
                    ConflictPath = copyPath,
                    Original = live is null ? null : new SyncConflictFile(livePath, live, liveAuthor, () => content.Hash(livePath, live)),
                    Conflict = new SyncConflictFile(copyPath, copy, copyAuthor, () => content.Hash(copyPath, copy)),
                    ConflictTime = name.Time is { } time ? new DateTimeOffset(time) : null,
                    Depth = name.Depth,
                },
                null);
        }
        catch (SyncException e)
        {
            return new WalkResult<SyncConflict>(null, e);
        }
    }
}
