using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>
/// A ZeroTier network's id: 64 bits. With it, a node's address, its MAC and its computed IPv6 addresses on that network
/// are one and the same (node/MAC.hpp and node/InetAddress.cpp of ZeroTierOne).
/// </summary>
internal readonly record struct NetworkId(ulong Value)
{
    public const int Digits = 16;
    private const ulong AddressMask = 0xff_ffff_ffff;
    private const int Rfc4193Mark = 0x9993;

    /// <summary>The node that decides who is on the network: its address is the first ten digits.</summary>
    public NodeAddress Controller => new(Value >> 24);

    /// <summary>The first octet of every MAC on this network: locally administered, and never 52, which libvirt uses.</summary>
    public byte FirstOctet => (byte)((Value & 0xfe) | 0x02) is 0x52 ? (byte)0x32 : (byte)((Value & 0xfe) | 0x02);

    /// <summary>Reads sixteen hexadecimal digits; anything else is refused before it is sent.</summary>
    public static NetworkId Parse(string text) => TryParse(text, out NetworkId id)
        ? id
        : throw new SyncException(
            SyncError.NetworkIdInvalid,
            $"'{PrintableText.Of(text)}' is not the id of a ZeroTier network. It has sixteen hexadecimal digits, such as 8056c2e21c000001; the network's controller shows it.");

    public static bool TryParse(string text, out NetworkId id)
    {
        bool isHex = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value);
        id = new NetworkId(value);
        return isHex && text.Length == Digits;
    }

    /// <summary>The MAC that a node has on this network.</summary>
    public MacAddress MacOf(NodeAddress node) => new(((ulong)FirstOctet << 40) | (node.Value ^ Scramble()));

    /// <summary>The node behind a MAC; null when the MAC is none of this network's own: a machine bridged into it.</summary>
    public NodeAddress? NodeOf(MacAddress mac) => mac.First == FirstOctet ? new NodeAddress((mac.Value & AddressMask) ^ Scramble()) : null;

    /// <summary>The address that a node has where the network gives out RFC 4193 addresses (/88).</summary>
    public IPAddress Rfc4193Of(NodeAddress node)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes[0] = 0xfd;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], Value);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], ((Value & 0xff) << 56) | ((ulong)Rfc4193Mark << 40) | node.Value);
        return new IPAddress(bytes);
    }

    /// <summary>The first address of the block that a node has where the network gives out 6PLANE addresses (/40).</summary>
    public IPAddress SixPlaneOf(NodeAddress node)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes[0] = 0xfc;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], (uint)(Value >> 32) ^ (uint)Value);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[5..], node.Value << 24);
        bytes[15] = 1;
        return new IPAddress(bytes);
    }

    /// <summary>The node whose RFC 4193 or 6PLANE address on this network this is; null when it is neither.</summary>
    public NodeAddress? NodeOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = address.GetAddressBytes();
        NodeAddress last = new(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & AddressMask);
        NodeAddress middle = new(BinaryPrimitives.ReadUInt64BigEndian(bytes[5..]) >> 24);
        return Rfc4193Of(last).Equals(address) ? last
            : SixPlaneOf(middle).GetAddressBytes().AsSpan(0, 10).SequenceEqual(bytes[..10]) ? middle // a node owns its whole /80
            : null;
    }

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    // The bytes of the id from the second lowest up, in the order of the address's bytes.
    private ulong Scramble()
    {
        ulong mask = 0;
        for (int shift = 8; shift <= 40; shift += 8)
        {
            mask = (mask << 8) | ((Value >> shift) & 0xff);
        }

        return mask;
    }
}
