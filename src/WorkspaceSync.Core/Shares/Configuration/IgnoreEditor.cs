namespace WorkspaceSync;

/// <summary>Writes a share's ignore patterns, and puts the old ones back when the daemon can't use the new.</summary>
internal static class IgnoreEditor
{
    /// <summary>Replaces the lines.</summary>
    /// <param name="before">The lines as they are.</param>
    /// <param name="after">The lines to be; validated, as the daemon writes bad ones too.</param>
    public static async Task<IgnoreLines> WriteAsync(
        SyncNode node, string shareId, IReadOnlyList<string> before, IReadOnlyList<string> after, CancellationToken cancel)
    {
        if (before.SequenceEqual(after))
        {
            return await node.Client.Database.GetIgnoresAsync(shareId, cancel).ConfigureAwait(false);
        }

        if (before.Except(after).Any(line => line.Length > 0))
        {
            IgnoreArchive.Keep(node.Name, shareId, before);
        }

        IgnoreLines answer = await node.Client.Database.SetIgnoresAsync(shareId, after, cancel).ConfigureAwait(false);
        if (answer.Error is { Length: > 0 } problem)
        {
            await node.Client.Database.SetIgnoresAsync(shareId, before, CancellationToken.None).ConfigureAwait(false);
            throw new SyncException(
                SyncError.IgnorePatternInvalid,
                $"{node}: Syncthing cannot use these ignore patterns for '{shareId}': {problem}. The old ones were put back.");
        }

        IgnoreLines taken = await node.Client.Database.GetIgnoresAsync(shareId, cancel).ConfigureAwait(false);
        return (taken.Ignore ?? []).SequenceEqual(after.Select(line => line.Trim()))
            ? taken
            : throw new SyncException(
                SyncError.ChangeNotTaken,
                $"{node}: Syncthing answered yes, but .stignore of '{shareId}' is not what was sent. Is something else writing it? Look at it, then try again.");
    }
}
