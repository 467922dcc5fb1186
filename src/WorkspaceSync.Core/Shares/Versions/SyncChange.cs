namespace WorkspaceSync;

/// <summary>A change of a file that a daemon has seen: here, or made here for another machine.</summary>
public sealed class SyncChange
{
    /// <summary>When the daemon saw it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The share's id.</summary>
    public required string Share { get; init; }

    /// <summary>From the share's root.</summary>
    public required string Path { get; init; }

    /// <summary>In Syncthing's words: added, modified, deleted.</summary>
    public required string Action { get; init; }

    /// <summary>In Syncthing's words: file, dir, symlink.</summary>
    public required string Type { get; init; }

    /// <summary>The machine that made the change; null when its device is not configured any more.</summary>
    public required string? Machine { get; init; }

    /// <summary>Whether it was made on the node's own disk.</summary>
    public required bool IsLocal { get; init; }

    /// <summary>The node that has seen it.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>The path and what became of it.</summary>
    public override string ToString() => $"{Path}: {Action}";
}
