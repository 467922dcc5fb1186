namespace WorkspaceSync;

/// <summary>Something that a daemon told.</summary>
public sealed class SyncEvent
{
    /// <summary>Counts over all events of one run of the daemon; begins at 1 again when it is restarted.</summary>
    public required long Id { get; init; }

    /// <summary>When it happened, by the daemon's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>In Syncthing's words: StateChanged, ItemFinished, DeviceConnected, …</summary>
    public required string Type { get; init; }

    /// <summary>The share that it is about; null when it is about none.</summary>
    public string? Share { get; init; }

    /// <summary>The name of the device that it is about; null when it is about none.</summary>
    public string? Device { get; init; }

    /// <summary>That device's id, or the start of it where Syncthing tells no more; null when it is about none.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The file that it is about, from the share's root; null when it is about none, or several.</summary>
    public string? Path { get; init; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// All that the event says, in Syncthing's own names: tables, lists, texts and numbers. Empty for ConfigSaved, whose data is the whole
    /// configuration with its keys.
    /// </summary>
    public required IReadOnlyDictionary<string, object?> Data { get; init; }

    /// <summary>The node's name.</summary>
    public string Machine => Node.Name;

    /// <summary>The node that told it.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>The event and what it is about.</summary>
    public override string ToString() => string.Join(' ', new[] { Type, Share, Device, Path is null ? null : PrintableText.Of(Path) }.Where(part => part is not null));
}
