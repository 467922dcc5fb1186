using System.Net;

namespace WorkspaceSync.Tests;

/// <summary>Address, MAC and computed addresses are one: the recorded examples, and both ways for a thousand random ones.</summary>
public class NetworkIdTests
{
    [Theory]
    [InlineData("2baf2e359c000001", "a93c8e3bb1", "02:a9:3c:12:0e:9f")]
    [InlineData("2baf2e359c000001", "316bfa2b70", "02:31:6b:66:1e:5e")]
    [InlineData("2baf2e359cffffff", "a93c8e3bb1", "fe:56:c3:12:0e:9f")]
    [InlineData("8056c2e21c000001", "a93c8e3bb1", "02:a9:3c:92:d9:73")]
    public void ANodesMacIsTheRecordedOne(string network, string node, string mac)
    {
        NetworkId id = NetworkId.Parse(network);
        Assert.Equal(mac, id.MacOf(NodeAddress.Parse(node)).ToString());
        Assert.True(MacAddress.TryParse(mac, out MacAddress parsed));
        Assert.Equal(node, id.NodeOf(parsed).ToString());
    }

    [Fact]
    public void AMacOfLibvirtsRangeIsAvoided() => Assert.Equal(0x32, NetworkId.Parse("2baf2e359c000052").FirstOctet);

    [Fact]
    public void TheComputedAddressesAreTheRecordedOnes()
    {
        NetworkId id = NetworkId.Parse("2baf2e359c000001");
        NodeAddress node = NodeAddress.Parse("a93c8e3bb1");
        Assert.Equal(IPAddress.Parse("fd2b:af2e:359c:0:199:93a9:3c8e:3bb1"), id.Rfc4193Of(node));
        Assert.Equal(IPAddress.Parse("fcb7:af2e:34a9:3c8e:3bb1::1"), id.SixPlaneOf(node));
        Assert.Equal(node, id.NodeOf(IPAddress.Parse("fcb7:af2e:34a9:3c8e:3bb1:7::22"))); // its /80 is its own
        Assert.Equal("2baf2e359c", id.Controller.ToString());
    }

    [Fact]
    public void BothWaysHoldForAnyNodeAndNetwork()
    {
        Random random = new(20261125);
        for (int round = 0; round < 1000; round++)
        {
            NetworkId id = new((ulong)random.NextInt64());
            NodeAddress node = new((ulong)random.NextInt64(1L << 40));
            Assert.Equal(node, id.NodeOf(id.MacOf(node)));
            Assert.Equal(node, id.NodeOf(id.Rfc4193Of(node)));
            Assert.Equal(node, id.NodeOf(id.SixPlaneOf(node)));
            Assert.Equal(id, NetworkId.Parse(id.ToString()));
            Assert.Equal(node, NodeAddress.Parse(node.ToString()));
            Assert.True(MacAddress.TryParse(id.MacOf(node).ToString(), out MacAddress mac));
            Assert.Equal(id.MacOf(node), mac);
            Assert.Equal(0x02, mac.First & 0x03); // locally administered, and one machine's
        }
    }

    [Fact]
    public void WhatIsNotOfTheNetworkIsNobodys()
    {
        NetworkId id = NetworkId.Parse("2baf2e359c000001");
        Assert.True(MacAddress.TryParse("ee:63:2c:a8:1d:1c", out MacAddress foreign));
        Assert.Null(id.NodeOf(foreign));
        Assert.Null(id.NodeOf(IPAddress.Parse("172.25.253.142")));
        Assert.Null(id.NodeOf(IPAddress.Parse("fd2b:af2e:359c:0:299:93a9:3c8e:3bb1"))); // of another network
        Assert.Null(id.NodeOf(IPAddress.Parse("2001:db8::1")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2baf2e359")]
    [InlineData("2baf2e359c0")]
    [InlineData("2baf2e359g")]
    [InlineData("+baf2e359c")]
    [InlineData(" 2baf2e359")]
    [InlineData("2baf2e\u001b[31")]
    public void WhatIsNoAddressIsNamed(string text)
    {
        SyncException error = Assert.Throws<SyncException>(() => NodeAddress.Parse(text));
        Assert.Equal(SyncError.ZeroTierAddressInvalid, error.Error);
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.Equal(SyncError.NetworkIdInvalid, Assert.Throws<SyncException>(() => NetworkId.Parse(text)).Error);
    }

    [Theory]
    [InlineData("2:31:6b:66:1e:5e", "02:31:6b:66:1e:5e")] // a Mac's way
    [InlineData("02:31:6B:66:1E:5E", "02:31:6b:66:1e:5e")]
    public void AMacIsReadAsEitherSystemWritesIt(string text, string expected)
    {
        Assert.True(MacAddress.TryParse(text, out MacAddress mac));
        Assert.Equal(expected, mac.ToString());
    }

    [Theory]
    [InlineData("(incomplete)")]
    [InlineData("02:31:6b:66:1e")]
    [InlineData("02:31:6b:66:1e:5e:7f")]
    [InlineData("02:31:6b:66:1e:xyz")]
    [InlineData("")]
    public void WhatIsNoMacIsNone(string text) => Assert.False(MacAddress.TryParse(text, out _));

    [Theory]
    [InlineData("172.25.253.10/24", "172.25.253.142", true)]
    [InlineData("172.25.253.10/24", "172.25.254.1", false)]
    [InlineData("172.25.253.10/23", "172.25.252.9", true)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("192.168.0.111/32", "192.168.0.111", true)]
    [InlineData("192.168.0.111/32", "192.168.0.110", false)]
    [InlineData("fd2b:af2e:359c:0:199:93a9:3c8e:3bb1/88", "fd2b:af2e:359c:0:199:9331:6bfa:2b70", true)]
    [InlineData("fd2b:af2e:359c:0:199:93a9:3c8e:3bb1/88", "fd2b:af2e:359c:0:199:9431:6bfa:2b70", false)]
    [InlineData("fd2b::1/88", "172.25.253.10", false)]
    public void APrefixKnowsItsAddresses(string prefix, string address, bool expected)
    {
        Assert.True(AddressPrefix.TryParse(prefix, out AddressPrefix parsed));
        Assert.Equal(expected, parsed.Contains(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("172.25.253.10")]
    [InlineData("172.25.253.10/33")]
    [InlineData("172.25.253.10/-1")]
    [InlineData("fd2b::1/129")]
    [InlineData("lab/24")]
    public void WhatIsNoPrefixIsNone(string text) => Assert.False(AddressPrefix.TryParse(text, out _));
}
