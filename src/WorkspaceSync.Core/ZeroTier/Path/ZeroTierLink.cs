using System.Net;

namespace WorkspaceSync;

/// <summary>How a Syncthing device on a peer's machine is connected, down to what carries it.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="Kind">What its connection rides on.</param>
/// <param name="Address">The address that it is connected through; null when it isn't.</param>
/// <param name="ConnectionType">Syncthing's word, such as <c>tcp-client</c>; null when it isn't connected.</param>
public sealed record ZeroTierLink(string Device, ZeroTierLinkKind Kind, IPAddress? Address, string? ConnectionType)
{
    internal static ZeroTierLink Of(DeviceLink device, IReadOnlyList<IPAddress> managed, IPAddress? physical) => new(
        device.Device,
        device.ConnectionType is null ? ZeroTierLinkKind.NotConnected
            : device.IsRelayed ? ZeroTierLinkKind.SyncthingRelay
            : device.Address is { } address && managed.Contains(address) ? ZeroTierLinkKind.ZeroTier
            : device.Address is not null && device.Address.Equals(physical) ? ZeroTierLinkKind.Physical
            : ZeroTierLinkKind.Other,
        device.Address,
        device.ConnectionType);

    /// <summary>The device and what its connection rides on.</summary>
    public override string ToString() => $"{Device}: {Kind}";
}
