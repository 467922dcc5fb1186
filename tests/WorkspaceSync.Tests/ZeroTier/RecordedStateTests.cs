namespace WorkspaceSync.Tests;

/// <summary>Every recorded state of the real service, through HTTP, to the cmdlets in the engine.</summary>
[Collection(ZeroTierTestGroup.Name)]
[Trait("Process", ZeroTierTestGroup.Name)]
public class RecordedStateTests
{
    private const string PeerC = "316bfa2b70";
    private const string Moon = "2baf2e359c";

    private static CmdletResult Run(string state, string script, TimeSpan age = default)
    {
        using ZeroTierServer server = new(state, age);
        using CmdletHost host = new();
        return host.Run(script);
    }

    [Theory]
    [InlineData("direct", ZeroTierConnection.Direct)]
    [InlineData("direct-idle", ZeroTierConnection.Direct)]
    [InlineData("direct-again", ZeroTierConnection.Direct)]
    [InlineData("stale-10s", ZeroTierConnection.Direct)] // 15 s: still plausible, a probe tells
    [InlineData("stale-40s", ZeroTierConnection.Stale)] // zerotier-cli says DIRECT
    [InlineData("stale-120s", ZeroTierConnection.Stale)] // zerotier-cli says DIRECT
    [InlineData("relayed", ZeroTierConnection.Relayed)]
    [InlineData("relayed-traffic", ZeroTierConnection.Relayed)]
    [InlineData("peer-gone-5s", ZeroTierConnection.Direct)] // only a probe tells
    [InlineData("leaf-offline", ZeroTierConnection.Stale)] // zerotier-cli says DIRECT
    public void APeersConnectionIsWhatItIs(string state, ZeroTierConnection expected)
    {
        ZeroTierPeer alone = Run(state, $"Get-ZeroTierPeer {PeerC}").One<ZeroTierPeer>();
        ZeroTierPeer listed = Run(state, "Get-ZeroTierPeer").All<ZeroTierPeer>().Single(peer => peer.Address == PeerC);
        Assert.Equal((expected, expected), (alone.Connection, listed.Connection));
        Assert.Equal(expected is ZeroTierConnection.Relayed or ZeroTierConnection.Stale, alone.Latency is null);
        Assert.Equal(expected == ZeroTierConnection.Relayed ? null : "192.168.0.142", alone.PhysicalAddress?.ToString());
        Assert.Equal((ZeroTierRole.Leaf, "1.14.1"), (alone.Role, alone.Version));
    }

    [Theory]
    [InlineData("direct", 0, ZeroTierConnection.Direct)]
    [InlineData("direct", 25, ZeroTierConnection.Direct)]
    [InlineData("direct-idle", 31, ZeroTierConnection.Stale)]
    [InlineData("direct", 240, ZeroTierConnection.Stale)]
    public void ApathGoesStaleAfterHalfAMinuteOfSilence(string state, int silentFor, ZeroTierConnection expected)
    {
        // The recording's clock moves on while its packets do not.
        using ZeroTierServer server = new(state);
        using CmdletHost host = new();
        server.PeersOf = state;
        server.ClockAhead = TimeSpan.FromSeconds(silentFor);
        Assert.Equal(expected, host.Run($"Get-ZeroTierPeer {PeerC}").One<ZeroTierPeer>().Connection);
    }

    [Fact]
    public void AgesAreByTheServicesClock()
    {
        // A recording of an hour ago, as from a machine whose clock is an hour slow: nothing in it is stale.
        ZeroTierPeer peer = Run("direct", $"Get-ZeroTierPeer {PeerC}", TimeSpan.FromHours(1)).One<ZeroTierPeer>();
        Assert.Equal(ZeroTierConnection.Direct, peer.Connection);
        Assert.InRange(peer.ReceiveAge!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void TheRowsOfOneAddressAreOnePath()
    {
        ZeroTierPath path = Assert.Single(Run("stale-40s", $"Get-ZeroTierPeer {PeerC}").One<ZeroTierPeer>().Paths);
        Assert.Equal(("192.168.0.142:9993", true), (path.ToString(), path.Preferred));
        Assert.InRange(path.ReceiveAge!.Value, TimeSpan.FromSeconds(43), TimeSpan.FromSeconds(55)); // zerotier-cli printed 43500
        Assert.InRange(path.SendAge!.Value, TimeSpan.FromSeconds(13), TimeSpan.FromSeconds(25));
    }

    [Theory]
    [InlineData("offline", ZeroTierNodeState.Offline, false)]
    [InlineData("denied", ZeroTierNodeState.Online, true)]
    [InlineData("direct", ZeroTierNodeState.Online, true)]
    [InlineData("leaf-offline", ZeroTierNodeState.Stale, true)] // the service's own ONLINE is not to be believed
    public void ANodesStateIsWhatWasHeardFromItsRoots(string state, ZeroTierNodeState expected, bool saysOnline)
    {
        ZeroTierNode node = Run(state, "Get-ZeroTierNode").One<ZeroTierNode>();
        Assert.Equal((expected, saysOnline, "1.14.1"), (node.State, node.SaysOnline, node.Version));
        Assert.Equal(state == "offline" ? "ed8c93715d" : "a93c8e3bb1", node.Address);
        Assert.Equal(9993, node.Ports[0]);
        Assert.InRange(node.ClockDifference, TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void RootsThatWereNeverReachedAreNotRelayed()
    {
        IReadOnlyList<ZeroTierPeer> peers = Run("offline", "Get-ZeroTierPeer").All<ZeroTierPeer>();
        Assert.Equal(4, peers.Count);
        Assert.All(peers, peer => Assert.Equal(
            (ZeroTierRole.Planet, ZeroTierConnection.None, (string?)null, (TimeSpan?)null), (peer.Role, peer.Connection, peer.Version, peer.Latency)));
    }

    [Fact]
    public void APeerWithoutAPathIsRelayedOnlyWhileARootIsAlive()
    {
        using ZeroTierServer server = new("relayed");
        using CmdletHost host = new();
        server.ClockAhead = TimeSpan.FromMinutes(2); // the moon was last heard two minutes ago; the service says online
        Assert.Equal(ZeroTierConnection.None, host.Run($"Get-ZeroTierPeer {PeerC}").One<ZeroTierPeer>().Connection);
        Assert.Equal(ZeroTierConnection.None, host.Run("Get-ZeroTierPeer").All<ZeroTierPeer>().Single(peer => peer.Address == PeerC).Connection);
    }

    [Fact]
    public void LatencyIsATimeAndUnderAMillisecondIsZero()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(29), Run("direct", $"Get-ZeroTierPeer {PeerC}").One<ZeroTierPeer>().Latency);
        Assert.Equal(TimeSpan.Zero, Run("direct-again", $"Get-ZeroTierPeer {PeerC}").One<ZeroTierPeer>().Latency);
    }

    [Fact]
    public void AMoonIsARoot() =>
        Assert.Equal((ZeroTierRole.Moon, ZeroTierConnection.Direct), Run("direct", $"Get-ZeroTierPeer {Moon}").One<ZeroTierPeer>() is { } moon ? (moon.Role, moon.Connection) : default);

    [Fact]
    public void NetworksAreReadInEachStatus()
    {
        IReadOnlyList<ZeroTierNetwork> networks = Run("denied", "Get-ZeroTierNetwork").All<ZeroTierNetwork>();
        Assert.Equal(
            [ZeroTierNetworkStatus.AccessDenied, ZeroTierNetworkStatus.NotFound, ZeroTierNetworkStatus.RequestingConfiguration],
            networks.Select(network => network.Status));
        Assert.Equal(["ztdyzs4nm5", "ztdyz5dstd", "ztmjfmfyq5"], networks.Select(network => network.Device));
        Assert.All(networks, network => Assert.Empty(network.AssignedAddresses));
        Assert.Equal(["2baf2e359c", "2baf2e359c", "8056c2e21c"], networks.Select(network => network.Controller));
    }

    [Fact]
    public void ANetworkThatIsWellTellsAll()
    {
        ZeroTierNetwork network = Run("direct", "Get-ZeroTierNetwork lab").One<ZeroTierNetwork>();
        Assert.Equal(("2baf2e359c000001", "lab", ZeroTierNetworkStatus.Ok, "PRIVATE"), (network.Id, network.Name, network.Status, network.Type));
        Assert.Equal(["fd2b:af2e:359c:0:199:93a9:3c8e:3bb1/88", "fcb7:af2e:34a9:3c8e:3bb1::1/40", "172.25.253.10/24"], network.AssignedAddresses);
        Assert.Equal("172.25.253.0/24", Assert.Single(network.Routes).ToString());
        Assert.Equal((true, false, false, false), (network.AllowManaged, network.AllowGlobal, network.AllowDefault, network.AllowDns));
        Assert.Equal((2800, "02:a9:3c:12:0e:9f", (string?)null), (network.Mtu, network.Mac, network.DnsDomain));
    }

    [Fact]
    public void APeerThatHasOnlyIPv6IsReadAsAnyOther()
    {
        using ZeroTierServer server = new("direct");
        server.Rewritten["192.168.0.142/9993"] = "2001:db8::142/9993";
        using CmdletHost host = new();
        ZeroTierPeer peer = host.Run($"Get-ZeroTierPeer {PeerC}").One<ZeroTierPeer>();
        Assert.Equal((ZeroTierConnection.Direct, "2001:db8::142", "[2001:db8::142]:9993"), (peer.Connection, peer.PhysicalAddress!.ToString(), peer.Paths[0].ToString()));
    }

    [Fact]
    public void WhatAVersionLeavesOutIsNotMadeUp()
    {
        // 1.10: no tunneled, no settings, no preferred path; and a role that nobody knows yet.
        using ZeroTierServer server = new("direct");
        server.PeerList = """[{"address":"316bfa2b70","role":"STAR","paths":[{"address":"garbage","lastReceive":1},{"address":"10.0.0.1/x"}]}]"""u8.ToArray();
        using CmdletHost host = new();
        ZeroTierPeer peer = host.Run("Get-ZeroTierPeer").One<ZeroTierPeer>();
        Assert.Equal((ZeroTierRole.Leaf, ZeroTierConnection.None, (TimeSpan?)null, (string?)null), (peer.Role, peer.Connection, peer.Latency, peer.Version));
        Assert.Empty(peer.Paths);
    }

    [Fact]
    public void NoNetworksIsNoOutput() => Assert.Empty(Run("offline", "Get-ZeroTierNetwork").All<ZeroTierNetwork>());
}
