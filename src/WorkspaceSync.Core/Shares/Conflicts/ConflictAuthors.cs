namespace WorkspaceSync;

/// <summary>
/// Tells which machine wrote which version of a conflict. The short id in a copy's name is the author of the version that
/// won and is live, never that of the copy; the index has both, as <c>modifiedBy</c>. What an index doesn't fit is not said.
/// </summary>
internal sealed class ConflictAuthors(ShareSite site)
{
    private static readonly TimeSpan s_coarse = TimeSpan.FromSeconds(2);

    private readonly ILookup<string, ResolvedVersion> _resolved = ResolutionJournal.Current.ReadAuthors(site.Share);

    /// <summary>The authors of the live version and of the copy.</summary>
    public async Task<(ConflictAuthor Live, ConflictAuthor Copy)> FindAsync(
        ConflictName name, string livePath, FileFacts? live, string copyPath, FileFacts copy, CancellationToken cancel)
    {
        Task<ConflictAuthor?> indexed = FindIndexedAsync(livePath, live, cancel);
        ConflictAuthor copyAuthor = FromRecord(livePath, copy)
            ?? await FindIndexedAsync(copyPath, copy, cancel).ConfigureAwait(false)
            ?? ConflictAuthor.Of(site.OtherThan(name.Winner), site);
        return (FromRecord(livePath, live) ?? await indexed.ConfigureAwait(false) ?? FromName(name, live), copyAuthor);
    }

    // Whoever resolves a conflict, or takes that back, has the files scanned, and counts as their author in the index from then on.
    private ConflictAuthor? FromRecord(string livePath, FileFacts? facts) =>
        facts is null ? null : _resolved[livePath].FirstOrDefault(version => version.Facts.HasSameContent(facts))?.Author;

    // Whoever won may have been overwritten since; then the name no longer tells. Its time is that of the machine that made it.
    private ConflictAuthor FromName(ConflictName name, FileFacts? live) =>
        live is not null && name.Time is { } made && live.Modified.LocalDateTime <= made ? ConflictAuthor.Of(name.Winner, site) : ConflictAuthor.Unknown;

    private async Task<ConflictAuthor?> FindIndexedAsync(string path, FileFacts? facts, CancellationToken cancel)
    {
        if (facts is null || !site.HasIndex || site.Node is not { } node)
        {
            return null;
        }

        IndexFile? found;
        try
        {
            found = await node.Client.Database.FindFileAsync(site.Share, path, cancel).ConfigureAwait(false);
        }
        catch (SyncException e) when (e.Error is SyncError.RequestRefused or SyncError.NodeUnreachable or SyncError.ConnectionLost)
        {
            return null; // paused or stopped in the meantime: as without a daemon
        }

        IndexEntry? entry = found?.Local is { Name.Length: > 0, Deleted: false, Invalid: false, ModifiedBy.Length: > 0 } local ? local : null;
        if (entry is null)
        {
            return null;
        }

        // What is on the disk was changed since the daemon looked: here, as what comes from elsewhere is in the index at once.
        return Fits(entry, facts) ? ConflictAuthor.Of(entry.ModifiedBy, site) : ConflictAuthor.Of(site.SelfId, site);
    }

    private static bool Fits(IndexEntry entry, FileFacts facts)
    {
        if (facts.Kind != FileKind.File)
        {
            return true;
        }

        TimeSpan apart = entry.Modified is { } modified ? (modified - facts.Modified).Duration() : TimeSpan.Zero;
        bool isCoarse = facts.ModifiedNs % 1_000_000_000 == 0; // a file system of whole seconds: the index has what was meant
        return entry.Size == facts.Size && apart < (isCoarse ? s_coarse : TimeSpan.FromMilliseconds(1));
    }
}
