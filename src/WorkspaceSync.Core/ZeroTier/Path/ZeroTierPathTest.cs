using System.Net;

namespace WorkspaceSync;

/// <summary>What a test of the way to a ZeroTier peer found.</summary>
public sealed class ZeroTierPathTest
{
    internal ZeroTierPathTest(NodeAddress peer, string? hostName)
    {
        Peer = peer.ToString();
        HostName = hostName;
    }

    /// <summary>The peer's address.</summary>
    public string Peer { get; }

    /// <summary>The SSH host that was asked for; null when another way was used to name the peer.</summary>
    public string? HostName { get; }

    /// <summary>How packets reach it, after the probes.</summary>
    public ZeroTierConnection Connection { get; internal init; }

    /// <summary>What was found, in a word.</summary>
    public ZeroTierVerdict Verdict { get; internal init; }

    /// <summary>The verdict as a number for scripts: 0 and 1 direct, 2 relayed, 3 stale, 4 unreachable.</summary>
    public int Grade => (int)Verdict;

    /// <summary>Whether anything answered over ZeroTier; null when nothing could be sent.</summary>
    public bool? IsReachable { get; internal init; }

    /// <summary>There and back over ZeroTier: the median of the probes. Null when none was answered.</summary>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>How much that differs from one probe to the next.</summary>
    public TimeSpan? Jitter { get; internal init; }

    /// <summary>How many probes over ZeroTier were not answered, in per cent; null when none could be sent.</summary>
    public double? LossPercent { get; internal init; }

    /// <summary>There and back by the physical path, without ZeroTier; null when it isn't known or doesn't answer.</summary>
    public TimeSpan? PhysicalLatency { get; internal init; }

    /// <summary>How much that differs from one probe to the next.</summary>
    public TimeSpan? PhysicalJitter { get; internal init; }

    /// <summary>How many probes by the physical path were not answered, in per cent; null when none could be sent.</summary>
    public double? PhysicalLossPercent { get; internal init; }

    /// <summary>How much longer the way over ZeroTier takes than the physical one, in per cent; null when either isn't known.</summary>
    public double? OverheadPercent { get; internal init; }

    /// <summary>What the service itself last measured.</summary>
    public TimeSpan? PeerLatency { get; internal init; }

    /// <summary>Whether both are in one local network; null when there is no live direct path to tell it by.</summary>
    public bool? IsSameLan { get; internal init; }

    /// <summary>The interface of this machine that is in the same local network; null when none is.</summary>
    public string? LocalInterface { get; internal init; }

    /// <summary>This machine's address on that interface.</summary>
    public IPAddress? LocalAddress { get; internal init; }

    /// <summary>The peer's physical address; null when there is no direct path.</summary>
    public IPAddress? PhysicalAddress { get; internal init; }

    /// <summary>The peer's address on a ZeroTier network that was probed; null when none is known.</summary>
    public IPAddress? Address { get; internal init; }

    /// <summary>What was sent: <c>tcp 22</c> or <c>ping</c>.</summary>
    public string Probe { get; internal init; } = "";

    /// <summary>How many probes were sent over ZeroTier.</summary>
    public int Sent { get; internal init; }

    /// <summary>How many of them were answered.</summary>
    public int Received { get; internal init; }

    /// <summary>How long ago something last came by the direct path, after the probes.</summary>
    public TimeSpan? ReceiveAge { get; internal init; }

    /// <summary>The Syncthing devices of this machine's daemon on the peer's machine, and what their connections ride on.</summary>
    public IReadOnlyList<ZeroTierLink> Devices { get; internal init; } = [];

    /// <summary>What could be better and what to do about it, the likeliest first.</summary>
    public IReadOnlyList<string> Advice { get; internal init; } = [];

    /// <summary>For how long the test has been going on.</summary>
    public TimeSpan Elapsed { get; internal init; }

    /// <summary>The peer and the verdict.</summary>
    public override string ToString() => $"{Peer}: {Verdict}";
}
