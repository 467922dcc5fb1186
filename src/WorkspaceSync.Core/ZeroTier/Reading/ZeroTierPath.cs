using System.Net;

namespace WorkspaceSync;

/// <summary>A physical path to a peer. What the service lists once for each of its own sockets is one path here.</summary>
public sealed class ZeroTierPath
{
    internal ZeroTierPath(IPAddress address, int port, DateTimeOffset now)
    {
        Address = address;
        Port = port;
        AsOf = now;
    }

    /// <summary>The peer's physical address.</summary>
    public IPAddress Address { get; }

    /// <summary>The UDP port there.</summary>
    public int Port { get; }

    /// <summary>Whether it is the one in use.</summary>
    public bool Preferred { get; internal init; }

    /// <summary>When something last came from there, by the service's clock; null is never.</summary>
    public DateTimeOffset? LastReceive { get; internal init; }

    /// <summary>When something was last sent there, by the service's clock; null is never.</summary>
    public DateTimeOffset? LastSend { get; internal init; }

    /// <summary>How long ago something last came from there, when this was read. The only sign of life that there is.</summary>
    public TimeSpan? ReceiveAge => Age(LastReceive);

    /// <summary>How long ago something was last sent there, when this was read.</summary>
    public TimeSpan? SendAge => Age(LastSend);

    /// <summary>Whether it is a trusted path of local.conf: not encrypted.</summary>
    public bool Trusted { get; internal init; }

    internal DateTimeOffset AsOf { get; }

    /// <summary>The address and the port.</summary>
    public override string ToString() => new IPEndPoint(Address, Port).ToString();

    private TimeSpan? Age(DateTimeOffset? at) => at is { } time ? TimeSpan.FromTicks(Math.Max(0, (AsOf - time).Ticks)) : null;
}
