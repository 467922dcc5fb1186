using System.Net;

namespace WorkspaceSync;

/// <summary>What is known about peers besides the service's own word: their addresses on networks, and Syncthing's devices.</summary>
/// <param name="trouble">Why no devices are known.</param>
internal sealed class PeerContext(ManagedAddresses addresses, IReadOnlyList<DeviceLink> devices, string? trouble = null)
{
    public static PeerContext Empty { get; } = new(ManagedAddresses.None, []);

    /// <summary>Why no device is named; null when Syncthing told its own.</summary>
    public string? Trouble => trouble;

    public IReadOnlyList<IPAddress> AddressesOf(NodeAddress node) => addresses.Of(node);

    /// <summary>The Syncthing devices that are connected to, or looked for at, one of a peer's addresses.</summary>
    public IReadOnlyList<DeviceLink> DevicesOf(IReadOnlyList<IPAddress> managed, IPAddress? physical) =>
        devices.Count == 0 ? [] : [.. devices.Where(device => device.IsAt(managed, physical))];

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> NamesOf(IReadOnlyList<IPAddress> managed, IPAddress? physical) =>
        devices.Count == 0 ? [] : [.. DevicesOf(managed, physical).Select(device => device.Device)];
}
