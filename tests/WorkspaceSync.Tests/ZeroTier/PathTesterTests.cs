using System.Net;

namespace WorkspaceSync.Tests;

/// <summary>Every recorded state of the service, with probes that are answered or not: the verdict, and what is advised.</summary>
[Collection(ZeroTierTestGroup.Name)]
[Trait("Process", ZeroTierTestGroup.Name)]
public class PathTesterTests
{
    private static readonly NodeAddress s_peer = NodeAddress.Parse("316bfa2b70");
    private static readonly IPAddress s_managed = IPAddress.Parse("172.25.253.142");
    private static readonly IPAddress s_physical = IPAddress.Parse("192.168.0.142");
    private static readonly LocalInterface[] s_interfaces =
    [
        new("eth0", new AddressPrefix(IPAddress.Parse("192.168.0.111"), 24)), new("ztdyzs4nm5", new AddressPrefix(IPAddress.Parse("172.25.253.10"), 24)),
    ];

    private static async Task<ZeroTierPathTest> TestAsync(
        ZeroTierServer server, double? answer, double? physical = 4, Action? onSend = null, IPAddress? address = null, DeviceLink[]? devices = null, int count = 2)
    {
        using ZeroTierService service = await ZeroTierService.OpenAsync(new TestMachine(ZeroTierHomeFinder.FindHere, ScriptedCommands.None), default);
        PathTester tester = new(service, new PathTarget(s_peer, address ?? s_managed, "gpu", 22))
        {
            Networks = await service.GetNetworksAsync(default),
            Context = new PeerContext(ManagedAddresses.None, devices ?? []),
            Interfaces = s_interfaces,
            Patience = TimeSpan.FromSeconds(1),
            Pause = TimeSpan.Zero,
            OverZeroTier = new ScriptedProbe("tcp 22", answer) { OnSend = onSend },
            Physical = new ScriptedProbe("tcp 22", physical),
        };
        return await tester.RunAsync(count, default);
    }

    [Theory]
    [InlineData("direct", true, ZeroTierVerdict.DirectSameLan)]
    [InlineData("direct-idle", true, ZeroTierVerdict.DirectSameLan)]
    [InlineData("direct-again", true, ZeroTierVerdict.DirectSameLan)]
    [InlineData("stale-10s", false, ZeroTierVerdict.Unreachable)] // the service says DIRECT, the path is 15 s old
    [InlineData("stale-40s", false, ZeroTierVerdict.Stale)]
    [InlineData("stale-120s", false, ZeroTierVerdict.Stale)]
    [InlineData("relayed", false, ZeroTierVerdict.Unreachable)]
    [InlineData("relayed-traffic", true, ZeroTierVerdict.Relayed)]
    [InlineData("peer-gone-5s", false, ZeroTierVerdict.Unreachable)] // the service says DIRECT
    [InlineData("leaf-offline", false, ZeroTierVerdict.Stale)] // the service says ONLINE and DIRECT
    public async Task EachStateHasItsVerdict(string state, bool isAnswered, ZeroTierVerdict expected)
    {
        using ZeroTierServer server = new(state);
        ZeroTierPathTest test = await TestAsync(server, isAnswered ? 5 : null);
        Assert.Equal((expected, (int)expected, isAnswered), (test.Verdict, test.Grade, test.IsReachable));
        Assert.Equal(expected is ZeroTierVerdict.DirectSameLan, test.Advice.Count == 0);
        Assert.Equal(isAnswered ? 0 : 100, test.LossPercent);
        Assert.Equal(expected == ZeroTierVerdict.DirectSameLan ? true : null, test.IsSameLan);
    }

    [Fact]
    public async Task AStalePathIsDirectOnceAnAnswerHasRefreshedIt()
    {
        using ZeroTierServer server = new("stale-40s");
        ZeroTierPathTest test = await TestAsync(server, 5, onSend: () => server.PeersOf = "direct-again");
        Assert.Equal((ZeroTierConnection.Direct, ZeroTierVerdict.DirectSameLan), (test.Connection, test.Verdict));
    }

    [Fact]
    public async Task AnAnswerByAnotherWayDoesNotRefreshIt()
    {
        using ZeroTierServer server = new("stale-40s");
        ZeroTierPathTest test = await TestAsync(server, 48);
        Assert.Equal((ZeroTierVerdict.Stale, true), (test.Verdict, test.IsReachable));
        Assert.Contains(test.Advice, advice => advice.Contains("another way", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheLayersAreMeasuredAndTold()
    {
        using ZeroTierServer server = new("direct-again");
        ZeroTierPathTest test = await TestAsync(server, 5, 4, count: 3);
        Assert.Equal((5.0, 4.0, 25.0), (test.Latency!.Value.TotalMilliseconds, test.PhysicalLatency!.Value.TotalMilliseconds, test.OverheadPercent!.Value));
        Assert.Equal((true, "eth0", "192.168.0.111", "192.168.0.142"), (test.IsSameLan, test.LocalInterface, test.LocalAddress!.ToString(), test.PhysicalAddress!.ToString()));
        Assert.Equal((3, 3, "tcp 22", TimeSpan.Zero, "gpu"), (test.Sent, test.Received, test.Probe, test.Jitter!.Value, test.HostName));
        Assert.Equal(TimeSpan.Zero, test.PeerLatency);
    }

    [Fact]
    public async Task WithoutAPathTheLanIsNotKnownAndNothingIsSentToIt()
    {
        using ZeroTierServer server = new("relayed-traffic");
        ZeroTierPathTest test = await TestAsync(server, 48);
        Assert.Equal((null, null, null, null), (test.IsSameLan, test.PhysicalAddress, test.PhysicalLatency, test.PhysicalLossPercent));
        Assert.Contains("-UntilDirect", test.Advice[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"tunneled\":false", "\"tunneled\":true", "TCP relay")]
    [InlineData("\"forceTcpRelay\":false", "\"forceTcpRelay\":true", "forceTcpRelay")]
    [InlineData("\"192.168.0.111/59097\",\"192.168.0.111/22476\",\"192.168.0.111/9993\"", "\"203.0.113.7/40001\"", "symmetric NAT")]
    [InlineData("\"portMappingEnabled\":true", "\"portMappingEnabled\":false", "portMappingEnabled")]
    [InlineData("\"status\":\"OK\"", "\"status\":\"ACCESS_DENIED\"", "Authorise a93c8e3bb1")]
    [InlineData("\"status\":\"OK\"", "\"status\":\"PORT_ERROR\"", "network device")]
    public async Task ACauseThatCanBeSeenIsNamed(string recorded, string instead, string says)
    {
        using ZeroTierServer server = new("relayed-traffic");
        server.Rewritten["\n"] = "";
        server.Rewritten["\": "] = "\":";
        server.Rewritten["  "] = "";
        server.Rewritten[recorded] = instead;
        ZeroTierPathTest test = await TestAsync(server, 48);
        Assert.Contains(test.Advice, advice => advice.Contains(says, StringComparison.Ordinal));
        Assert.Contains(test.Advice, advice => advice.Contains("9993", StringComparison.Ordinal)); // and what it may be in any case
    }

    [Fact]
    public async Task ALostRootIsNamed()
    {
        using ZeroTierServer server = new("leaf-offline");
        Assert.Contains((await TestAsync(server, null)).Advice, advice => advice.Contains("No root was heard", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatSyncthingRidesOnIsTold()
    {
        using ZeroTierServer server = new("direct-again");
        DeviceLink[] devices =
        [
            new("gpu", s_managed, "tcp-client", []),
            new("lan", s_physical, "quic-client", [s_managed]),
            new("relayed", IPAddress.Parse("203.0.113.7"), "relay-client", [s_managed]),
            new("away", null, null, [s_managed]),
            new("odd", IPAddress.Parse("10.9.9.9"), "tcp-server", [s_managed]),
            new("another", IPAddress.Parse("172.25.253.99"), "tcp-client", []),
        ];
        ZeroTierPathTest test = await TestAsync(server, 5, devices: devices);
        Assert.Equal(
            ["gpu: ZeroTier", "lan: Physical", "relayed: SyncthingRelay", "away: NotConnected", "odd: Other"], test.Devices.Select(link => link.ToString()));
        Assert.Equal(
            "Syncthing's device relayed is connected through one of Syncthing's relays although ZeroTier is direct: Set-SyncDevice relayed -Address tcp://172.25.253.142:22000, dynamic",
            Assert.Single(test.Advice));
    }
}
