namespace WorkspaceSync;

/// <summary>One of a conflict's two versions: which file it is, and which machine wrote it.</summary>
public sealed class SyncConflictFile
{
    private readonly Lazy<string?> _hash;

    internal SyncConflictFile(string path, FileFacts facts, ConflictAuthor author, Func<string?> hash)
    {
        Path = path;
        Facts = facts;
        Machine = author.Machine;
        DeviceId = author.DeviceId;
        _hash = new Lazy<string?>(hash);
    }

    /// <summary>From the share's root, with slashes.</summary>
    public string Path { get; }

    /// <summary>Bytes.</summary>
    public long Size => Facts.Size;

    /// <summary>When its content was written.</summary>
    public DateTimeOffset ModifiedTime => Facts.Modified.ToLocalTime();

    /// <summary>The machine that wrote it, by its device's name; null when nothing tells.</summary>
    public string? Machine { get; }

    /// <summary>The id of that machine's device; null when it is not known, or no device of the share.</summary>
    public string? DeviceId { get; }

    /// <summary>SHA-256 of the content, in hexadecimal; read from the file when it is asked for. Null for what has no bytes.</summary>
    public string? Hash => _hash.Value;

    internal FileFacts Facts { get; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
