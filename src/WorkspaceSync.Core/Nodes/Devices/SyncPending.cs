namespace WorkspaceSync;

/// <summary>What another device offered to a node, and nobody has answered.</summary>
public sealed class SyncPending
{
    /// <summary>A device that wants to connect, or a share that a known device offers.</summary>
    public required SyncPendingKind Kind { get; init; }

    /// <summary>The share's id; null for a device.</summary>
    public string? Share { get; init; }

    /// <summary>The share's label at the other side; null for a device.</summary>
    public string? Label { get; init; }

    /// <summary>The id of the device that offers.</summary>
    public required string DeviceId { get; init; }

    /// <summary>What the node calls the device; what it calls itself when it is not known yet.</summary>
    public required string DeviceName { get; init; }

    /// <summary>Where the device came from; null for a share.</summary>
    public string? Address { get; init; }

    /// <summary>When it was last offered.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Whether the other side wants this node to hold encrypted data only.</summary>
    public bool Encrypted { get; init; }

    /// <summary>The node that it was offered to.</summary>
    public required SyncNode Node { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public override string ToString() => Kind == SyncPendingKind.Share ? $"share {Share} from {DeviceName}" : $"device {DeviceName}";
}
