using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>A device of this machine's Syncthing, as far as the way to it goes.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Address">What it is connected through; null when it isn't connected.</param>
/// <param name="ConnectionType">Syncthing's word, such as <c>tcp-client</c> or <c>relay-server</c>.</param>
/// <param name="LooksFor">The addresses that it is configured with.</param>
internal sealed record DeviceLink(string Device, IPAddress? Address, string? ConnectionType, IReadOnlyList<IPAddress> LooksFor)
{
    /// <summary>Whether its bytes go through one of Syncthing's relays.</summary>
    public bool IsRelayed => ConnectionType?.StartsWith("relay", StringComparison.Ordinal) == true;

    /// <summary>Whether this is a device on a machine with these addresses.</summary>
    public bool IsAt(IReadOnlyList<IPAddress> managed, IPAddress? physical) =>
        LooksFor.Any(managed.Contains)
        || (Address is { } address && !IsRelayed && (managed.Contains(address) || (address.Equals(physical) && IsPrivate(address))));

    // Behind one public address there may be several machines.
    private static bool IsPrivate(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
            : bytes is [10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [169, 254, ..];
    }
}
