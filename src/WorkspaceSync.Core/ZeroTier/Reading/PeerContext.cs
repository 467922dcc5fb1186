using System.Net;

namespace WorkspaceSync;

/// <summary>What is known about peers besides the service's own word: their addresses on networks, and Syncthing's devices.</summary>
internal sealed class PeerContext(ManagedAddresses addresses, IReadOnlyList<DeviceLink> devices)
{
    public static PeerContext Empty { get; } = new(ManagedAddresses.None, []);

    public IReadOnlyList<IPAddress> AddressesOf(NodeAddress node) => addresses.Of(node);

    /// <summary>The Syncthing devices that are connected to, or looked for at, one of a peer's addresses.</summary>
    public IReadOnlyList<DeviceLink> DevicesOf(IReadOnlyList<IPAddress> managed, IPAddress? physical) =>
        devices.Count == 0 ? [] : [.. devices.Where(device => device.IsAt(managed, physical))];

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> NamesOf(IReadOnlyList<IPAddress> managed, IPAddress? physical) =>
        devices.Count == 0 ? [] : [.. DevicesOf(managed, physical).Select(device => device.Device)];
}
