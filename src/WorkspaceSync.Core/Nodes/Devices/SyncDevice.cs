namespace WorkspaceSync;

/// <summary>A Syncthing peer as it is configured on one node.</summary>
public sealed class SyncDevice
{
    internal SyncDevice(SyncNode node, string deviceId, string name)
    {
        Node = node;
        DeviceId = deviceId;
        Name = name;
    }

    /// <summary>What the node calls it; the start of its id when it has no name.</summary>
    public string Name { get; }

    /// <summary>Its id.</summary>
    public string DeviceId { get; }

    /// <summary>Where it is looked for: <c>dynamic</c> is discovery, else addresses such as <c>tcp://10.0.0.2:22000</c>.</summary>
    public IReadOnlyList<string> Addresses { get; internal init; } = [];

    /// <summary>Whether it is paused on this node.</summary>
    public bool Paused { get; internal init; }

    /// <summary>Whether it is connected now.</summary>
    public bool Connected { get; internal init; }

    /// <summary>The address that it is connected through; null when it isn't.</summary>
    public string? ConnectionAddress { get; internal init; }

    /// <summary>How it is connected, in Syncthing's words: tcp-client, tcp-server, quic-client, relay-client, …; null when it isn't.</summary>
    public string? ConnectionType { get; internal init; }

    /// <summary>When this connection began.</summary>
    public DateTimeOffset? ConnectedSince { get; internal init; }

    /// <summary>When it was last connected; null when never.</summary>
    public DateTimeOffset? LastSeen { get; internal init; }

    /// <summary>Its Syncthing's version, once it was connected.</summary>
    public string? Version { get; internal init; }

    /// <summary>Bytes received from it on this connection.</summary>
    public long ReceivedBytes { get; internal init; }

    /// <summary>Bytes sent to it on this connection.</summary>
    public long SentBytes { get; internal init; }

    /// <summary>Whether it may add devices to this node: a risk, and never set by this module.</summary>
    public bool Introducer { get; internal init; }

    /// <summary>Whether its shares are accepted without asking: a risk, and never set by this module.</summary>
    public bool AutoAcceptShares { get; internal init; }

    /// <summary>The ids of the shares that are shared with it.</summary>
    public IReadOnlyList<string> Shares { get; internal init; } = [];

    /// <summary>The node that it is configured on.</summary>
    public SyncNode Node { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
