using System.Net;

namespace WorkspaceSync;

/// <summary>A ZeroTier node as this machine's service, or that of a host, knows it.</summary>
public sealed class ZeroTierPeer
{
    internal ZeroTierPeer(NodeAddress address, string? hostName)
    {
        Node = address;
        HostName = hostName;
    }

    /// <summary>Its address: ten hexadecimal digits.</summary>
    public string Address => Node.ToString();

    /// <summary>What it is to this node.</summary>
    public ZeroTierRole Role { get; internal init; }

    /// <summary>Its ZeroTier's version; null when it isn't known.</summary>
    public string? Version { get; internal init; }

    /// <summary>How packets reach it.</summary>
    public ZeroTierConnection Connection { get; internal init; }

    /// <summary>What the service last measured, in whole milliseconds: zero is less than one. Null when it isn't known, or is of a path that is stale.</summary>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>Whether it is reached through ZeroTier's TCP relay, which is used where UDP is blocked.</summary>
    public bool Tunneled { get; internal init; }

    /// <summary>Its physical paths, the one in use first.</summary>
    public IReadOnlyList<ZeroTierPath> Paths { get; internal init; } = [];

    /// <summary>The physical address in use; null when there is none.</summary>
    public IPAddress? PhysicalAddress => PreferredPath?.Address;

    /// <summary>How long ago something last came from it by the path in use.</summary>
    public TimeSpan? ReceiveAge => PreferredPath?.ReceiveAge;

    /// <summary>Its addresses on ZeroTier networks, as far as this machine has met them.</summary>
    public IReadOnlyList<IPAddress> ManagedAddresses { get; internal init; } = [];

    /// <summary>The Syncthing devices of this machine's daemon that are on that machine.</summary>
    public IReadOnlyList<string> Devices { get; internal init; } = [];

    /// <summary>The SSH host whose service was asked; null is this machine's.</summary>
    public string? HostName { get; }

    internal NodeAddress Node { get; }

    internal ZeroTierPath? PreferredPath => Paths.Count > 0 && Paths[0].Preferred ? Paths[0] : null;

    /// <summary>The address.</summary>
    public override string ToString() => Address;
}
