namespace WorkspaceSync;

/// <summary>Makes sure that a verdict is about files at rest: one that was written while it was read is read once more.</summary>
internal sealed class ContentJudge(ShareSite here, ShareSite there, IContentComparer comparer)
{
    public async Task<(SyncDifferenceKind? Kind, string? Note)> JudgeAsync(ComparedPath pair, ContentVerdict verdict, CancellationToken cancel)
    {
        // The same bytes were read on both sides, whatever became of them since.
        if (verdict.IsSame || await IsAtRestAsync(pair, cancel).ConfigureAwait(false))
        {
            return Answer(verdict);
        }

        FileFacts? left = await here.Files.LookAsync(pair.Path, cancel).ConfigureAwait(false);
        FileFacts? right = await there.Files.LookAsync(pair.Path, cancel).ConfigureAwait(false);
        if (left is null || right is null)
        {
            return (left is null && right is null ? null : left is null ? SyncDifferenceKind.OnlyThere : SyncDifferenceKind.OnlyHere, "It was deleted meanwhile.");
        }

        ComparedPath again = new(pair.Path, new FileFinding(pair.Path, left), new FileFinding(pair.Path, right));
        ContentVerdict second = left.Kind is FileKind.File && right.Kind is FileKind.File
            ? (await comparer.CompareAsync([again], cancel).ConfigureAwait(false))[0]
            : new ContentVerdict(false);
        return await IsAtRestAsync(again, cancel).ConfigureAwait(false) ? Answer(second) : (SyncDifferenceKind.Changing, "It was written while it was read, twice.");
    }

    /// <summary>The same for a link: where it leads.</summary>
    public async Task<(SyncDifferenceKind? Kind, string? Note)> JudgeLinkAsync(ComparedPath pair, CancellationToken cancel)
    {
        string? left = await here.Files.ReadLinkAsync(pair.Path, cancel).ConfigureAwait(false);
        string? right = await there.Files.ReadLinkAsync(pair.Path, cancel).ConfigureAwait(false);
        return left == right ? (null, null) : (SyncDifferenceKind.Content, $"It leads to {PrintableText.Of(left ?? "nothing")} here and to {PrintableText.Of(right ?? "nothing")} there.");
    }

    private static (SyncDifferenceKind? Kind, string? Note) Answer(ContentVerdict verdict) =>
        verdict.Trouble is { } trouble ? (SyncDifferenceKind.Unreadable, trouble.Message)
        : verdict.IsSame ? (null, null)
        : (SyncDifferenceKind.Content, null);

    private async Task<bool> IsAtRestAsync(ComparedPath pair, CancellationToken cancel) =>
        await IsAtRestAsync(here.Files, pair.Here!, cancel).ConfigureAwait(false) && await IsAtRestAsync(there.Files, pair.There!, cancel).ConfigureAwait(false);

    private static async Task<bool> IsAtRestAsync(IShareFiles files, FileFinding seen, CancellationToken cancel) =>
        seen.Facts!.IsSame(await files.LookAsync(seen.Path, cancel).ConfigureAwait(false));
}
