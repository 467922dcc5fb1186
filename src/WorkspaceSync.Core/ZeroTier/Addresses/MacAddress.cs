using System.Globalization;

namespace WorkspaceSync;

/// <summary>A network card's address: 48 bits.</summary>
internal readonly record struct MacAddress(ulong Value)
{
    private const int Octets = 6;

    /// <summary>The first octet.</summary>
    public byte First => (byte)(Value >> 40);

    /// <summary>Reads six octets; a Mac's arp leaves out leading zeros. False for <c>(incomplete)</c> and the like.</summary>
    public static bool TryParse(string text, out MacAddress mac)
    {
        mac = default;
        string[] parts = text.Split(':');
        if (parts.Length != Octets)
        {
            return false;
        }

        ulong value = 0;
        foreach (string part in parts)
        {
            if (!byte.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                return false;
            }

            value = (value << 8) | octet;
        }

        mac = new MacAddress(value);
        return true;
    }

    public override string ToString()
    {
        ulong value = Value;
        return string.Join(':', Enumerable.Range(0, Octets).Select(at => ((byte)(value >> (8 * (Octets - 1 - at)))).ToString("x2", CultureInfo.InvariantCulture)));
    }
}
