using System.Net;

namespace WorkspaceSync.Tests;

/// <summary>From an address to a node: the neighbour tables of both systems, and what is done where they say nothing.</summary>
[Collection(ZeroTierTestGroup.Name)]
[Trait("Process", ZeroTierTestGroup.Name)]
public class NeighbourTests
{
    private const string PeerC = "316bfa2b70";
    private static readonly NodeAddress s_self = NodeAddress.Parse("a93c8e3bb1");

    private static string Recorded => File.ReadAllText(Recording.Path("zerotier", "direct", "ip--j-neigh.txt"));

    private static async Task<(NodeAddress? Node, SyncException? Error, TestMachine Machine)> FindAsync(
        string address, Func<string, CommandResult?> commands, bool isMac = false, Action<ZeroTierServer>? arrange = null)
    {
        using ZeroTierServer server = new("direct");
        arrange?.Invoke(server);
        ZeroTierHome home = ZeroTierHomeFinder.FindHere() with { IsMac = isMac };
        TestMachine machine = new(() => home, new ScriptedCommands(commands));
        using ZeroTierService service = await ZeroTierService.OpenAsync(machine, default);
        try
        {
            return (await new PeerFinder(service, await service.GetNetworksAsync(default)).FindAsync(IPAddress.Parse(address), default), null, machine);
        }
        catch (SyncException e)
        {
            return (null, e, machine);
        }
    }

    private static CommandResult? Linux(string line) => line == "ip -j neigh" ? ScriptedCommands.Text(Recorded) : null;

    [Fact]
    public void TheRecordedTableIsReadWithoutWhatIsNotResolved()
    {
        IReadOnlyList<Neighbour> rows = NeighbourTable.ParseLinux(System.Text.Encoding.UTF8.GetBytes(Recorded));
        Assert.Equal(["172.25.253.142", "192.168.0.142", "192.168.0.1"], rows.Select(row => row.Address.ToString()));
        Assert.Equal(("ztdyzs4nm5", "02:31:6b:66:1e:5e"), (rows[0].Device, rows[0].Mac.ToString()));
        Assert.Empty(NeighbourTable.ParseLinux([]));
    }

    [Fact]
    public void AMacsTablesAreRead()
    {
        const string Arp = """
            ? (172.25.253.142) at 2:31:6b:66:1e:5e on feth2034 ifscope [ethernet]
            ? (192.168.0.1) at 42:bd:ec:78:9f:12 on en0 ifscope [ethernet]
            ? (192.168.0.9) at (incomplete) on en0 ifscope [ethernet]
            ? (224.0.0.251) at 1:0:5e:0:0:fb on en0 ifscope permanent [ethernet]
            """;
        const string Ndp = """
            Neighbor                                Linklayer Address  Netif Expire    St Flgs Prbs
            fd2b:af2e:359c:0:199:9331:6bfa:2b70     2:31:6b:66:1e:5e   feth2034 23h59m58s S
            fe80::1%lo0                             (incomplete)         lo0 permanent R
            fe80::31:6bff:fe66:1e5e%feth2034        2:31:6b:66:1e:5e   feth2034 23s    R
            """;
        Neighbour first = NeighbourTable.ParseArp(Arp).First();
        Assert.Equal(("172.25.253.142", "feth2034", "02:31:6b:66:1e:5e"), (first.Address.ToString(), first.Device, first.Mac.ToString()));
        Assert.Equal(3, NeighbourTable.ParseArp(Arp).Count());
        Assert.Equal(["fd2b:af2e:359c:0:199:9331:6bfa:2b70", "fe80::31:6bff:fe66:1e5e"], NeighbourTable.ParseNdp(Ndp).Select(row => row.Address.ToString()));
    }

    [Theory]
    [InlineData("172.25.253.142")] // by the table
    [InlineData("fd2b:af2e:359c:0:199:9331:6bfa:2b70")] // RFC 4193: carries it
    [InlineData("fcb7:af2e:3431:6bfa:2b70::1")] // 6PLANE: carries it
    [InlineData("::ffff:172.25.253.142")]
    public async Task AnAddressOnTheNetworkIsItsNodes(string address) => Assert.Equal(PeerC, (await FindAsync(address, Linux)).Node.ToString());

    [Fact]
    public async Task OnAMacToo()
    {
        (NodeAddress? node, _, _) = await FindAsync(
            "172.25.253.142",
            line => line switch
            {
                "arp -an" => ScriptedCommands.Text("? (172.25.253.142) at 2:31:6b:66:1e:5e on ztdyzs4nm5 ifscope [ethernet]\n"),
                "ndp -an" => ScriptedCommands.Text(""),
                _ => null,
            },
            isMac: true);
        Assert.Equal(PeerC, node.ToString());
    }

    [Fact]
    public async Task WithoutARowOnePacketIsSentAndTheTableReadAgain()
    {
        int reads = 0;
        (NodeAddress? node, _, TestMachine machine) = await FindAsync("172.25.253.142", _ => ScriptedCommands.Text(++reads < 3 ? "[]" : Recorded));
        Assert.Equal((PeerC, "172.25.253.142"), (node.ToString(), Assert.Single(machine.Nudged).ToString()));
    }

    [Fact]
    public async Task WhatIsBehindAGatewayIsTheGateways()
    {
        (NodeAddress? node, _, _) = await FindAsync(
            "10.9.8.7",
            Linux,
            arrange: server => ((Newtonsoft.Json.Linq.JArray)server.Networks[0]["routes"]!).Add(Newtonsoft.Json.Linq.JObject.Parse("""{"target":"10.9.0.0/16","via":"172.25.253.142"}""")));
        Assert.Equal(PeerC, node.ToString());
    }

    [Fact]
    public async Task ASilentMachineIsStillKnownByWhatTheSessionHasSeen()
    {
        string row = """[{"dst":"172.25.253.60","dev":"ztdyzs4nm5","lladdr":"02:31:6b:66:1e:5e","state":["REACHABLE"]}]""";
        Assert.Equal(PeerC, (await FindAsync("172.25.253.60", _ => ScriptedCommands.Text(row))).Node.ToString());
        Assert.Equal(PeerC, (await FindAsync("172.25.253.60", _ => ScriptedCommands.Text("[]"))).Node.ToString());
        string other = row.Replace("02:31:6b:66:1e:5e", "02:a9:3c:12:0e:9f", StringComparison.Ordinal); // another machine has the address now
        Assert.Equal("a93c8e3bb1", (await FindAsync("172.25.253.60", _ => ScriptedCommands.Text(other))).Node.ToString());
    }

    [Theory]
    [InlineData("172.25.253.10", SyncError.PeerNotFound, "own address")]
    [InlineData("192.168.0.142", SyncError.AddressNotOnZeroTier, "172.25.253.10/24")]
    [InlineData("2001:db8::1", SyncError.AddressNotOnZeroTier, "Get-ZeroTierNetwork")]
    [InlineData("172.25.253.77", SyncError.PeerNotFound, "Nobody on lab")]
    public async Task WhatIsNobodysIsNamed(string address, SyncError expected, string says)
    {
        (_, SyncException? error, _) = await FindAsync(address, Linux);
        Assert.Equal(expected, error?.Error);
        Assert.Contains(says, error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMachineThatIsBridgedInIsNamed()
    {
        (_, SyncException? error, _) = await FindAsync(
            "172.25.253.5", _ => ScriptedCommands.Text("""[{"dst":"172.25.253.5","dev":"ztdyzs4nm5","lladdr":"52:54:00:12:34:56","state":["REACHABLE"]}]"""));
        Assert.Contains("bridged", error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeersKnowTheirAddressesAndTheirSyncthingDevices()
    {
        using ZeroTierServer server = new("direct");
        TestMachine machine = new(ZeroTierHomeFinder.FindHere, new ScriptedCommands(Linux));
        using ZeroTierService service = await ZeroTierService.OpenAsync(machine, default);
        IReadOnlyList<ZeroTierNetwork> networks = await service.GetNetworksAsync(default);
        ManagedAddresses addresses = ManagedAddresses.From(networks, await NeighbourTable.ReadAsync(machine.Commands, false, default), s_self);
        DeviceLink[] devices =
        [
            new("gpu", IPAddress.Parse("172.25.253.142"), "tcp-client", []),
            new("lan", IPAddress.Parse("192.168.0.142"), "tcp-client", []),
            new("configured", null, null, [IPAddress.Parse("fcb7:af2e:3431:6bfa:2b70::1")]),
            new("another", IPAddress.Parse("172.25.253.99"), "tcp-client", []),
            new("relayed", IPAddress.Parse("192.168.0.142"), "relay-client", []), // that is the relay's address
        ];
        ZeroTierPeer peer = (await PeerReader.ReadAsync(service, NodeAddress.Parse(PeerC), new PeerContext(addresses, devices), default))!;
        Assert.Equal(["172.25.253.142", "fd2b:af2e:359c:0:199:9331:6bfa:2b70", "fcb7:af2e:3431:6bfa:2b70::1"], peer.ManagedAddresses.Select(address => address.ToString()));
        Assert.Equal(["gpu", "lan", "configured"], peer.Devices);
    }

    [Fact]
    public void APublicAddressMayBeSeveralMachines() =>
        Assert.False(new DeviceLink("d", IPAddress.Parse("203.0.113.7"), "tcp-client", []).IsAt([], IPAddress.Parse("203.0.113.7")));
}
