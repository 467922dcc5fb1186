namespace WorkspaceSync;

/// <summary>A machine's own ZeroTier node.</summary>
public sealed class ZeroTierNode
{
    internal ZeroTierNode(NodeAddress address, string? hostName)
    {
        Address = address.ToString();
        HostName = hostName;
    }

    /// <summary>Its address: ten hexadecimal digits.</summary>
    public string Address { get; }

    /// <summary>ZeroTier's version.</summary>
    public string Version { get; internal init; } = "";

    /// <summary>Whether it is in touch with ZeroTier's roots, by what was really heard from them.</summary>
    public ZeroTierNodeState State { get; internal init; }

    /// <summary>The service's own word, which stays true for minutes after it stopped being so.</summary>
    public bool SaysOnline { get; internal init; }

    /// <summary>When a root was last heard, by the service's clock; null is never.</summary>
    public DateTimeOffset? LastRootContact { get; internal init; }

    /// <summary>How many roots were heard within the last 30 seconds.</summary>
    public int LiveRoots { get; internal init; }

    /// <summary>The UDP ports that it listens on; the first is the one to open in a firewall.</summary>
    public IReadOnlyList<int> Ports { get; internal init; } = [];

    /// <summary>Its sockets.</summary>
    public IReadOnlyList<string> ListeningOn { get; internal init; } = [];

    /// <summary>How others see it from outside.</summary>
    public IReadOnlyList<string> SurfaceAddresses { get; internal init; } = [];

    /// <summary>Whether its router is asked to let others in (UPnP, NAT-PMP).</summary>
    public bool PortMapping { get; internal init; }

    /// <summary>The directory of its identity and settings.</summary>
    public string HomePath { get; internal init; } = "";

    /// <summary>Whether it is asked through sudo, as this user may not read its token.</summary>
    public bool ThroughSudo { get; internal init; }

    /// <summary>How far its clock is from this machine's.</summary>
    public TimeSpan ClockDifference { get; internal init; }

    /// <summary>The SSH host that it is on; null is this machine.</summary>
    public string? HostName { get; }

    /// <summary>The address.</summary>
    public override string ToString() => Address;
}
