namespace WorkspaceSync;

/// <summary>What goes wrong with single files, in words.</summary>
internal static class FileTrouble
{
    /// <summary>The error for an entry that can't be looked at.</summary>
    public static SyncException Unreadable(string path, string why, Exception? inner = null) =>
        new(SyncError.FileUnreadable, $"{PrintableText.Of(path)} cannot be read: {why.TrimEnd('.')}. Mend its permissions or its name, and look again; nothing was changed.", inner);

    /// <summary>The named error for what the file system threw; null for what is a bug.</summary>
    public static SyncException? Describe(string path, Exception error) => error switch
    {
        SyncException known => known,
        UnauthorizedAccessException or IOException => Unreadable(path, error.Message, error),
        _ => null,
    };
}
