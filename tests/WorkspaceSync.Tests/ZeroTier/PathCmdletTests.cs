using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync.Tests;

/// <summary>
/// Test-ZeroTierPath in the engine: a recorded service whose addresses are loopback ones, where a real listener answers, and a
/// real program that tells the neighbours.
/// </summary>
[Collection(ZeroTierTestGroup.Name)]
[Trait("Process", ZeroTierTestGroup.Name)]
public sealed class PathCmdletTests : IDisposable
{
    private const string Peer = "316bfa2b70";
    private const string Managed = "127.77.0.142";
    private readonly TcpListener _there = new(IPAddress.Any, 0);
    private readonly string _programs = Directory.CreateTempSubdirectory("wszt-bin-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly CmdletHost _host = new();
    private ZeroTierServer? _server;

    public PathCmdletTests()
    {
        _there.Start();
        string ip = Path.Join(_programs, "ip");
        File.WriteAllText(ip, $$"""
            #!/bin/sh
            [ "$*" = "-j neigh" ] || exit 1
            printf '%s' '[{"dst":"{{Managed}}","dev":"ztdyzs4nm5","lladdr":"02:31:6b:66:1e:5e","state":["REACHABLE"]}]'
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ip, (UnixFileMode)0b111_101_101);
        }

        Environment.SetEnvironmentVariable("PATH", $"{_programs}:{_path}");
    }

    private int Port => ((IPEndPoint)_there.LocalEndpoint).Port;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        _host.Dispose();
        _server?.Dispose();
        _there.Dispose();
        Directory.Delete(_programs, recursive: true);
    }

    private ZeroTierServer Serve(string state)
    {
        _server = new ZeroTierServer(state);
        _server.Rewritten["172.25.253."] = "127.77.0.";
        _server.Rewritten["192.168.0.142"] = "127.78.0.142";
        return _server;
    }

    private CmdletResult Run(string script) => _host.Run(script, ("port", Port));

    [Theory]
    [InlineData($"Test-ZeroTierPath -Address {Managed} -Port $port -Count 2")]
    [InlineData($"Test-ZeroTierPath -Peer {Peer} -Port $port -Count 2")]
    [InlineData($"Get-ZeroTierPeer {Peer} | Test-ZeroTierPath -Port $port -Count 2")]
    [InlineData($"Test-ZeroTierPath {Managed} -Port $port -Count 2")] // as a host: its address for ssh is on the network
    public void APeerIsNamedInEitherWay(string script)
    {
        Serve("direct-again");
        ZeroTierPathTest test = Run(script).One<ZeroTierPathTest>();
        Assert.Equal((ZeroTierVerdict.Direct, Peer, Managed, 1), (test.Verdict, test.Peer, test.Address!.ToString(), test.Grade));
        Assert.Equal((2, 2, $"tcp {Port}", false), (test.Sent, test.Received, test.Probe, test.IsSameLan));
        Assert.Equal("127.78.0.142", test.PhysicalAddress!.ToString());
        Assert.True(test.Latency > TimeSpan.Zero && test.PhysicalLatency > TimeSpan.Zero && test.OverheadPercent is not null);
    }

    [Fact]
    public void APeerIsFoundByItsAddressOnTheNetwork()
    {
        Serve("direct-again");
        ZeroTierPeer peer = Run($"Get-ZeroTierPeer -Ip {Managed}").One<ZeroTierPeer>();
        Assert.Equal(Peer, peer.Address);
        Assert.Contains(IPAddress.Parse(Managed), peer.ManagedAddresses);
    }

    [Fact]
    public void UntilDirectSendsUntilItIsAndWritesEachProbe()
    {
        ZeroTierServer server = Serve("relayed-traffic");
        int asked = 0;
        server.BeforePeers = one => one.PeersOf = ++asked > 6 ? "direct-again" : "relayed-traffic";
        IReadOnlyList<ZeroTierPathTest> tests = Run($"Test-ZeroTierPath -Address {Managed} -Port $port -UntilDirect").All<ZeroTierPathTest>();
        Assert.True(tests.Count >= 2);
        Assert.All(tests.SkipLast(1), test => Assert.Equal((ZeroTierVerdict.Relayed, 1), (test.Verdict, test.Sent)));
        Assert.Equal(ZeroTierVerdict.Direct, tests[^1].Verdict);
        Assert.True(tests[^1].Elapsed > tests[0].Elapsed);
    }

    [Fact]
    public void UntilDirectEndsInTimeAndSaysWhatItWas()
    {
        Serve("relayed-traffic");
        CmdletResult result = Run($"Test-ZeroTierPath -Address {Managed} -Port $port -UntilDirect -Timeout 0.5");
        Assert.Contains("Relayed", result.Error(SyncError.NotDirectInTime).ToString(), StringComparison.Ordinal);
        Assert.All(result.Output, item => Assert.Equal(ZeroTierVerdict.Relayed, ((ZeroTierPathTest)item.BaseObject).Verdict));
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public void ARootThatWasNeverReachedIsUnreachableWithoutASend()
    {
        Serve("offline");
        ZeroTierPathTest test = Run("Test-ZeroTierPath -Peer 62f865ae71").One<ZeroTierPathTest>();
        Assert.Equal((ZeroTierVerdict.Unreachable, 0, (bool?)null, (double?)null), (test.Verdict, test.Sent, test.IsReachable, test.LossPercent));
        Assert.Contains(test.Advice, advice => advice.Contains("roots", StringComparison.Ordinal));
        Run("Test-ZeroTierPath -Peer 62f865ae71 -UntilDirect").Error(SyncError.PeerNotFound);
    }

    [Theory]
    [InlineData("Test-ZeroTierPath -Peer xyz", SyncError.ZeroTierAddressInvalid)]
    [InlineData("Test-ZeroTierPath -Peer 0123456789", SyncError.PeerNotFound)]
    [InlineData("Test-ZeroTierPath -Address 10.99.99.99", SyncError.AddressNotOnZeroTier)]
    [InlineData("Test-ZeroTierPath -Address 127.77.0.10", SyncError.PeerNotFound)]
    [InlineData("Test-ZeroTierPath -HostName '-oProxyCommand=x'", SyncError.HostNotFound)]
    public void WhatIsWrongIsNamed(string script, SyncError expected)
    {
        Serve("direct-again").Rewritten["fd2b:"] = "fd77:";
        Run(script).Error(expected);
    }
}
