namespace WorkspaceSync;

/// <summary>What one other device has of a share, as far as this node knows.</summary>
public sealed class SyncDeviceStatus
{
    /// <summary>What the node calls the device.</summary>
    public required string Name { get; init; }

    /// <summary>The device's id.</summary>
    public required string DeviceId { get; init; }

    /// <summary>Whether it is connected now.</summary>
    public bool Connected { get; init; }

    /// <summary>Whether this node has paused the device.</summary>
    public bool Paused { get; init; }

    /// <summary>The address that it is connected through; null when it isn't.</summary>
    public string? ConnectionAddress { get; init; }

    /// <summary>How it is connected, in Syncthing's words: tcp-client, quic-server, relay-client, …; null when it isn't.</summary>
    public string? ConnectionType { get; init; }

    /// <summary>The addresses that it is looked for at, as they are configured.</summary>
    internal IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>What ZeroTier says of the way, when it was asked for (<c>-Detailed</c>): <c>ZeroTier direct, 7 ms through 192.168.0.142</c>. Null when it rides on none, or ZeroTier may not be asked.</summary>
    public string? Path { get; internal set; }

    /// <summary>Files, directories and links that the device still needs, without deletions; null when unknown.</summary>
    public long? NeedItems { get; init; }

    /// <summary>Bytes that the device still needs; null when unknown.</summary>
    public long? NeedBytes { get; init; }

    /// <summary>Deletions that the device has not made yet; null when unknown.</summary>
    public long? NeedDeletes { get; init; }

    /// <summary>0-100, of items and of bytes, whichever is less; below 100 while anything is needed, null when unknown.</summary>
    public double? CompletionPercent { get; init; }

    /// <summary>Syncthing's word for the share's state at the device: valid, paused, notSharing, unknown. Null before Syncthing 1.20.</summary>
    public string? RemoteState { get; init; }

    /// <summary>How far this node has the device's index.</summary>
    public long Sequence { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
