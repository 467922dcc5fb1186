using System.Globalization;
using System.Net;

namespace WorkspaceSync;

/// <summary>An address with the length of its network, such as 172.25.253.10/24: which others are on the same network.</summary>
/// <remarks>System.Net.IPNetwork refuses what has host bits, and an interface's address has.</remarks>
internal readonly record struct AddressPrefix(IPAddress Address, int Length)
{
    public static bool TryParse(string text, out AddressPrefix prefix)
    {
        prefix = default;
        string[] parts = text.Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out IPAddress? address)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            || length > address.GetAddressBytes().Length * 8)
        {
            return false;
        }

        prefix = new AddressPrefix(address, length);
        return true;
    }

    /// <summary>Whether another address is on this network.</summary>
    public bool Contains(IPAddress other)
    {
        ReadOnlySpan<byte> ours = Address.GetAddressBytes();
        ReadOnlySpan<byte> theirs = other.GetAddressBytes();
        int whole = Length / 8;
        int rest = Length % 8;
        return ours.Length == theirs.Length && ours[..whole].SequenceEqual(theirs[..whole])
            && (rest == 0 || ((ours[whole] ^ theirs[whole]) >> (8 - rest)) == 0);
    }

    public override string ToString() => $"{Address}/{Length}";
}
