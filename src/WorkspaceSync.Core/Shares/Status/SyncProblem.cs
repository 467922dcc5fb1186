namespace WorkspaceSync;

/// <summary>Something in trouble on a node.</summary>
public sealed class SyncProblem
{
    /// <summary>The share that it is in; null for a notice of the daemon.</summary>
    public string? Share { get; init; }

    /// <summary>The file, from the share's root; null when it is about the whole share or the daemon.</summary>
    public string? Path { get; init; }

    /// <summary>What is wrong, in Syncthing's words.</summary>
    public required string Message { get; init; }

    /// <summary>When it was noticed, where Syncthing tells it.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The node's name.</summary>
    public string Machine => Node.Name;

    /// <summary>The node.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>What is wrong, and where.</summary>
    public override string ToString() => $"{Share}{(Path is null ? "" : $"/{Path}")}: {Message}";
}
