using System.Globalization;

namespace WorkspaceSync;

/// <summary>A ZeroTier node's address: 40 bits, written as ten hexadecimal digits.</summary>
internal readonly record struct NodeAddress(ulong Value)
{
    public const int Digits = 10;

    /// <summary>Reads ten hexadecimal digits; anything else is refused before it is sent: the service answers a bare 404.</summary>
    public static NodeAddress Parse(string text) => TryParse(text, out NodeAddress address)
        ? address
        : throw new SyncException(
            SyncError.ZeroTierAddressInvalid,
            $"'{PrintableText.Of(text)}' is not the address of a ZeroTier node. It has ten hexadecimal digits, such as 8f53f201b7; zerotier-cli info tells a machine's own.");

    public static bool TryParse(string text, out NodeAddress address)
    {
        bool isHex = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value);
        address = new NodeAddress(value);
        return isHex && text.Length == Digits;
    }

    public override string ToString() => Value.ToString("x10", CultureInfo.InvariantCulture);
}
