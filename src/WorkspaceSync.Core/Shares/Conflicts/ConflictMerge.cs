using System.Text;

namespace WorkspaceSync;

/// <summary>Makes a version out of both of a conflict's, and lays it beside them under a name that travels to nobody.</summary>
internal static class ConflictMerge
{
    // What has a byte order mark, or is no UTF-8, would not come out as it went in.
    private static readonly UTF8Encoding s_exact = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The merged version; ConflictUnresolvable when there is none that is certain.</summary>
    public static async Task<SyncConflictFile> MakeAsync(SyncConflict conflict, CancellationToken cancel)
    {
        string merged = await MergeAsync(conflict, cancel).ConfigureAwait(false);
        IShareFiles files = conflict.Site.Files;
        string path = FileCopy.TemporaryName(conflict.Path);
        await files.WriteAsync(path, s_exact.GetBytes(merged), conflict.Original!.Facts.Mode, cancel).ConfigureAwait(false);
        FileFacts facts = await files.LookAsync(path, cancel).ConfigureAwait(false) ?? throw FileTrouble.Unreadable(path, "it is gone again");
        return new SyncConflictFile(path, facts, ConflictAuthor.Unknown, () => null);
    }

    /// <summary>Whether a merge is possible, without a trace.</summary>
    public static async Task<string> MergeAsync(SyncConflict conflict, CancellationToken cancel)
    {
        if (conflict.Kind is not SyncConflictKind.Text || conflict.Original is null)
        {
            throw Refuse(conflict, "only text that is there in both versions can be merged");
        }

        string common = await VersionFinder.FindBaseAsync(conflict, cancel).ConfigureAwait(false)
            ?? throw Refuse(conflict, "no archived version is known that both come from (the share needs versioning, on this machine)");
        string[] texts = await Task.WhenAll(new[] { common, conflict.Path, conflict.ConflictPath }.Select(path => ReadAsync(conflict.Site.Files, path, cancel))).ConfigureAwait(false);
        return TextDiffs.Current.Merge(texts[0], texts[1], texts[2]) ?? throw Refuse(conflict, "both changed the same lines");
    }

    private static async Task<string> ReadAsync(IShareFiles files, string path, CancellationToken cancel)
    {
        using MemoryStream bytes = new();
        await using Stream stream = await files.OpenAsync(path, cancel).ConfigureAwait(false);
        await stream.CopyToAsync(bytes, cancel).ConfigureAwait(false);
        try
        {
            return s_exact.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException)
        {
            throw new SyncException(SyncError.ConflictUnresolvable, $"{PrintableText.Of(path)} is not UTF-8, so it is not merged. Choose a version instead: -Keep Newest, Original or Conflict.");
        }
    }

    private static SyncException Refuse(SyncConflict conflict, string why) => new(
        SyncError.ConflictUnresolvable, $"{conflict.Machine}: {PrintableText.Of(conflict.Path)} cannot be merged: {why}. Look with Compare-SyncConflict, then choose: -Keep Newest, Original, Conflict or Both.");
}
