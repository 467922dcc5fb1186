namespace WorkspaceSync;

/// <summary>What goes wrong with single files, in words.</summary>
internal static class FileTrouble
{
    /// <summary>The error for an entry that can't be looked at.</summary>
    public static SyncException Unreadable(string path, string why, Exception? inner = null) =>
        new(SyncError.FileUnreadable, $"{PrintableText.Of(path)} cannot be read: {why.TrimEnd('.')}. Mend its permissions or its name, and look again; nothing was changed.", inner);

    /// <summary>The error for a name whose bytes are no text: where it is read, U+FFFD stands for what could not be.</summary>
    public static SyncException NotText(string path) => Unreadable(path, "its name is not UTF-8, so Syncthing passes it over");

    /// <summary>Whether a name was read from bytes that are no text, or holds the very sign that stands for them.</summary>
    public static bool IsNotText(string path) => path.Contains('\ufffd');

    /// <summary>The error for a path that can't be written; a full disk is one of the reasons.</summary>
    public static SyncException Unwritable(string path, string why, Exception? inner = null) =>
        new(SyncError.FileUnwritable, $"{PrintableText.Of(path)} cannot be written: {why.TrimEnd('.')}. Every version is still where it was; make room or mend the permissions, and do it again.", inner);

    /// <summary>The named error for what the file system threw; null for what is a bug.</summary>
    public static SyncException? Describe(string path, Exception error) => error switch
    {
        SyncException known => known,
        UnauthorizedAccessException or IOException => Unreadable(path, error.Message, error),
        _ => null,
    };
}
