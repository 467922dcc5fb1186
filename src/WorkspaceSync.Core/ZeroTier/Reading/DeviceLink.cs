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
    /// <summary>The same from Syncthing's own texts.</summary>
    public static DeviceLink Of(string device, string? connectionAddress, string? connectionType, IEnumerable<string> addresses) =>
        new(device, AddressOf(connectionAddress), connectionType, [.. addresses.Select(AddressOf).OfType<IPAddress>()]);

    /// <summary>Whether its bytes go through one of Syncthing's relays.</summary>
    public bool IsRelayed => ConnectionType?.StartsWith("relay", StringComparison.Ordinal) == true;

    /// <summary>Whether this is a device on a machine with these addresses.</summary>
    public bool IsAt(IReadOnlyList<IPAddress> managed, IPAddress? physical) =>
        LooksFor.Any(managed.Contains)
        || (Address is { } address && !IsRelayed && (managed.Contains(address) || (address.Equals(physical) && IsPrivate(address))));

    // 172.25.253.142:22000, [fd2b::1]:22000 or tcp://172.25.253.142:22000; a host's name is nothing that could be compared.
    private static IPAddress? AddressOf(string? text)
    {
        string bare = text is null ? "" : text[(text.IndexOf("://", StringComparison.Ordinal) is int at and >= 0 ? at + 3 : 0)..].Split('/', '?')[0];
        return IPEndPoint.TryParse(bare, out IPEndPoint? endpoint) ? endpoint.Address : null;
    }

    // Behind one public address there may be several machines.
    private static bool IsPrivate(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
            : bytes is [10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [169, 254, ..];
    }
}
