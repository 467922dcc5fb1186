using System.Diagnostics;
using System.Net;

namespace WorkspaceSync;

/// <summary>
/// Tests the way to a peer: looks at what the service says, sends probes over ZeroTier and by the physical path at once, and
/// looks again, because only an answer proves that a path is alive.
/// </summary>
internal sealed class PathTester(ZeroTierService service, PathTarget target)
{
    private readonly long _begin = Stopwatch.GetTimestamp();

    /// <summary>What is sent over ZeroTier.</summary>
    public IProbe OverZeroTier { get; init; } = new FallbackProbe(new TcpProbe(target.Port), new PingProbe());

    /// <summary>What is sent by the physical path.</summary>
    public IProbe Physical { get; init; } = new FallbackProbe(new TcpProbe(target.Port), new PingProbe());

    /// <summary>The networks that the service has joined.</summary>
    public required IReadOnlyList<ZeroTierNetwork> Networks { get; init; }

    public required PeerContext Context { get; init; }

    public required IReadOnlyList<LocalInterface> Interfaces { get; init; }

    /// <summary>How long one probe may take.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>How long after one probe the next is sent.</summary>
    public required TimeSpan Pause { get; init; }

    /// <summary>Sends so many probes and gives what they found.</summary>
    public async Task<ZeroTierPathTest> RunAsync(int count, CancellationToken cancel)
    {
        ZeroTierPeer before = await ReadPeerAsync(cancel).ConfigureAwait(false);
        ProbeSeries over = new();
        ProbeSeries under = new();
        for (int round = 0; round < count; round++)
        {
            if (round > 0)
            {
                await Task.Delay(Pause, cancel).ConfigureAwait(false);
            }

            Task physical = ProbeAsync(Physical, before.PhysicalAddress, under, cancel);
            await ProbeAsync(OverZeroTier, target.Address, over, cancel).ConfigureAwait(false);
            await physical.ConfigureAwait(false);
        }

        ZeroTierPeer after = await ReadPeerAsync(cancel).ConfigureAwait(false);
        if (before.PhysicalAddress is null)
        {
            await ProbeAsync(Physical, after.PhysicalAddress, under, cancel).ConfigureAwait(false); // it has become direct meanwhile
        }

        return await JudgeAsync(after, over, under, cancel).ConfigureAwait(false);
    }

    private async Task<ZeroTierPeer> ReadPeerAsync(CancellationToken cancel) =>
        await PeerReader.ReadAsync(service, target.Peer, Context, cancel).ConfigureAwait(false) ?? throw PeerReader.NotFound(service, target.Peer);

    private async Task ProbeAsync(IProbe probe, IPAddress? to, ProbeSeries series, CancellationToken cancel)
    {
        if (to is not null)
        {
            series.Add(await probe.SendAsync(to, Patience, cancel).ConfigureAwait(false));
        }
    }

    private async Task<ZeroTierPathTest> JudgeAsync(ZeroTierPeer peer, ProbeSeries over, ProbeSeries under, CancellationToken cancel)
    {
        LocalInterface? near = SameLanRule.Find(peer.PhysicalAddress, Interfaces, [.. Networks.Select(network => network.Device)]);
        IReadOnlyList<IPAddress> managed = target.Address is { } probed && !peer.ManagedAddresses.Contains(probed)
            ? [.. peer.ManagedAddresses, probed]
            : peer.ManagedAddresses;
        ZeroTierVerdict verdict = PathVerdict.Decide(peer.Connection, over, near is not null);
        ZeroTierLink[] links = [.. Context.DevicesOf(managed, peer.PhysicalAddress).Select(device => ZeroTierLink.Of(device, managed, peer.PhysicalAddress))];
        bool isDirect = verdict <= ZeroTierVerdict.Direct; // only a path that is alive tells where the peer is
        PathFacts facts = new()
        {
            Verdict = verdict,
            Peer = peer,
            Target = target,
            Status = service.Status,
            Networks = Networks,
            Devices = links,
            Probes = over,
            HasLiveRoot = verdict <= ZeroTierVerdict.Relayed || await PeerReader.HasLiveRootAsync(service, cancel).ConfigureAwait(false),
            IsMac = service.Home.IsMac,
        };
        return new ZeroTierPathTest(target.Peer, target.HostName)
        {
            Connection = peer.Connection,
            Verdict = verdict,
            IsReachable = over.Sent == 0 ? null : over.Received > 0,
            Latency = over.Latency,
            Jitter = over.Jitter,
            LossPercent = over.LossPercent,
            PhysicalLatency = under.Latency,
            PhysicalJitter = under.Jitter,
            PhysicalLossPercent = under.LossPercent,
            OverheadPercent = ProbeSeries.Overhead(over, under),
            PeerLatency = peer.Latency,
            IsSameLan = isDirect ? near is not null : null,
            LocalInterface = isDirect ? near?.Name : null,
            LocalAddress = isDirect ? near?.Prefix.Address : null,
            PhysicalAddress = peer.PhysicalAddress,
            Address = target.Address,
            Probe = over.Sent > 0 ? OverZeroTier.Name : "",
            Sent = over.Sent,
            Received = over.Received,
            ReceiveAge = peer.ReceiveAge,
            Devices = links,
            Advice = PathAdvice.Of(facts).ToArray(), // PowerShell cannot index what [..] makes of a read-only list
            Elapsed = Stopwatch.GetElapsedTime(_begin),
        };
    }
}
