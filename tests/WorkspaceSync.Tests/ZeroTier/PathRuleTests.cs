using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync.Tests;

/// <summary>The rules that a verdict is made of, with made-up interfaces and answers; and the probe with a real socket.</summary>
public class PathRuleTests
{
    private static readonly LocalInterface[] s_interfaces =
    [
        Card("eth0", "192.168.0.111/24"),
        Card("eth0", "fe80::b44a:caff:fe26:306e/64"),
        Card("wlan0", "10.0.0.5/8"),
        Card("wlan0", "10.1.2.5/24"),
        Card("ppp0", "100.64.3.4/10"),
        Card("ztdyzs4nm5", "172.25.253.10/24"),
        Card("ztdyzs4nm5", "192.168.0.200/16"),
    ];

    private static LocalInterface Card(string name, string prefix) =>
        new(name, AddressPrefix.TryParse(prefix, out AddressPrefix parsed) ? parsed : throw new ArgumentException(prefix));

    [Theory]
    [InlineData("192.168.0.142", "eth0")]
    [InlineData("192.168.1.142", null)] // only within ZeroTier's own network
    [InlineData("172.25.253.142", null)] // on ZeroTier everybody looks near
    [InlineData("10.1.2.9", "wlan0")]
    [InlineData("10.200.0.1", "wlan0")]
    [InlineData("100.64.3.9", null)] // carrier-grade NAT
    [InlineData("127.0.0.1", null)]
    [InlineData("203.0.113.7", null)]
    [InlineData("fe80::ec63:2cff:fea8:1d1c", "eth0")] // the one interface that has the network
    [InlineData("2001:db8::1", null)]
    [InlineData(null, null)]
    public void TheSameLanIsToldByThePhysicalAddress(string? physical, string? expected) => Assert.Equal(
        expected, SameLanRule.Find(physical is null ? null : IPAddress.Parse(physical), s_interfaces, ["ztdyzs4nm5"])?.Name);

    [Fact]
    public void TheNarrowestNetworkIsMeant() => Assert.Equal("10.1.2.5/24", SameLanRule.Find(IPAddress.Parse("10.1.2.9"), s_interfaces, [])?.Prefix.ToString());

    [Fact]
    public void ALinkLocalAddressOnTwoInterfacesIsOnNeitherForCertain() => Assert.Null(
        SameLanRule.Find(IPAddress.Parse("fe80::1"), [Card("eth0", "fe80::2/64"), Card("eth1", "fe80::3/64")], []));

    [Theory]
    [InlineData(ZeroTierConnection.Direct, 1, 1, true, ZeroTierVerdict.DirectSameLan)]
    [InlineData(ZeroTierConnection.Direct, 1, 1, false, ZeroTierVerdict.Direct)]
    [InlineData(ZeroTierConnection.Direct, 4, 1, false, ZeroTierVerdict.Direct)]
    [InlineData(ZeroTierConnection.Direct, 4, 0, true, ZeroTierVerdict.Unreachable)] // peer-gone: only the probe tells
    [InlineData(ZeroTierConnection.Direct, 0, 0, true, ZeroTierVerdict.DirectSameLan)] // nothing could be sent
    [InlineData(ZeroTierConnection.Stale, 4, 0, false, ZeroTierVerdict.Stale)]
    [InlineData(ZeroTierConnection.Stale, 4, 4, false, ZeroTierVerdict.Stale)] // the answers did not come by it
    [InlineData(ZeroTierConnection.Relayed, 4, 4, false, ZeroTierVerdict.Relayed)]
    [InlineData(ZeroTierConnection.Relayed, 4, 0, false, ZeroTierVerdict.Unreachable)]
    [InlineData(ZeroTierConnection.Relayed, 0, 0, false, ZeroTierVerdict.Relayed)]
    [InlineData(ZeroTierConnection.None, 4, 4, false, ZeroTierVerdict.Relayed)]
    [InlineData(ZeroTierConnection.None, 4, 0, false, ZeroTierVerdict.Unreachable)]
    [InlineData(ZeroTierConnection.None, 0, 0, false, ZeroTierVerdict.Unreachable)]
    public void TheVerdictIsMadeOfBoth(ZeroTierConnection after, int sent, int received, bool isSameLan, ZeroTierVerdict expected) => Assert.Equal(
        expected, PathVerdict.Decide(after, Series([.. Enumerable.Range(0, sent).Select(at => at < received ? 5.0 : (double?)null)]), isSameLan));

    [Fact]
    public void ASeriesIsMeasuredByItsMedian()
    {
        ProbeSeries series = Series([10, 12, null, 90, 11]);
        Assert.Equal((11.5, 20.0, 5, 4), (series.Latency!.Value.TotalMilliseconds, series.LossPercent!.Value, series.Sent, series.Received));
        Assert.Equal((2 + 78 + 79) / 3.0, series.Jitter!.Value.TotalMilliseconds, 3);
        Assert.Equal(15, ProbeSeries.Overhead(Series([11.5]), Series([10]))!.Value, 6);
    }

    [Fact]
    public void WhatIsNotKnownIsNull()
    {
        ProbeSeries none = new();
        Assert.Null(none.Latency);
        Assert.Null(none.Jitter);
        Assert.Null(none.LossPercent);
        Assert.Null(Series([5]).Jitter);
        Assert.Null(ProbeSeries.Overhead(none, Series([5])));
        Assert.Null(ProbeSeries.Overhead(Series([5]), Series([null])));
    }

    [Fact]
    public async Task AWelcomeAndARefusalAreBothAnswers()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        TcpProbe open = new(((IPEndPoint)listener.LocalEndpoint).Port);
        TcpProbe closed = new(FreePort.Next());
        Assert.InRange((await open.SendAsync(IPAddress.Loopback, TimeSpan.FromSeconds(2), default))!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2));
        Assert.NotNull(await closed.SendAsync(IPAddress.Loopback, TimeSpan.FromSeconds(2), default));
    }

    [Fact]
    public async Task SilenceEndsWithTheTimeGiven()
    {
        using Socket full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        List<Socket> waiting = [];
        try
        {
            for (int at = 0; at < 3; at++) // more than may wait: the next one's first packet is dropped
            {
                Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                waiting.Add(socket);
                try
                {
                    await socket.ConnectAsync(full.LocalEndPoint!).WaitAsync(TimeSpan.FromMilliseconds(200));
                }
                catch (TimeoutException)
                {
                    break;
                }
            }

            Assert.Null(await new TcpProbe(((IPEndPoint)full.LocalEndPoint!).Port).SendAsync(IPAddress.Loopback, TimeSpan.FromMilliseconds(300), default));
        }
        finally
        {
            waiting.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task TheSecondProbeStepsInWhereTheFirstIsSilentAndOnlyThere()
    {
        FallbackProbe probe = new(new ScriptedProbe("tcp 22", null), new ScriptedProbe("ping", 7));
        Assert.Equal("tcp 22, ping", probe.Name);
        Assert.Equal(7, (await probe.SendAsync(IPAddress.Loopback, TimeSpan.FromSeconds(1), default))!.Value.TotalMilliseconds);
        Assert.Equal("ping", probe.Name);
        FallbackProbe other = new(new ScriptedProbe("tcp 22", 5), new ScriptedProbe("ping", 7));
        Assert.Equal(5, (await other.SendAsync(IPAddress.Loopback, TimeSpan.FromSeconds(1), default))!.Value.TotalMilliseconds);
        Assert.Equal("tcp 22", other.Name);
    }

    [Theory]
    [InlineData("inet 172.25.253.142/24 brd 172.25.253.255 scope global zt0\n3: eth0 inet6 fd2b::1/88 scope global")]
    [InlineData("\tinet 127.0.0.1 netmask 0xff000000\n\tinet 172.25.253.142 netmask 0xffffff00 broadcast 172.25.253.255\n\tinet6 fe80::1%lo0 prefixlen 64\n\tinet6 fd2b::1 prefixlen 88")]
    public void AHostsAddressesAreReadFromEitherProgram(string text) =>
        Assert.Equal(["172.25.253.142", "fd2b::1"], MachineAddresses.Parse(text).Select(address => address.ToString()));

    private static ProbeSeries Series(double?[] milliseconds)
    {
        ProbeSeries series = new();
        foreach (double? time in milliseconds)
        {
            series.Add(time is { } known ? TimeSpan.FromMilliseconds(known) : null);
        }

        return series;
    }
}
