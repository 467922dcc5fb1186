namespace WorkspaceSync;

/// <summary>Finds the ways to a node's devices, down to what ZeroTier says of them.</summary>
internal static class WatchLinks
{
    public static async Task<IReadOnlyList<WatchLink>> FindAsync(SyncNode node, CancellationToken cancel)
    {
        List<SyncDevice> devices = [];
        await foreach (SyncDevice device in DeviceReader.ReadAllAsync(node, cancel).ConfigureAwait(false))
        {
            if (device.DeviceId != node.DeviceId && device.Shares.Count > 0)
            {
                devices.Add(device);
            }
        }

        DevicePaths? paths = node.IsHere && devices.Any(device => device.Connected) ? await DevicePaths.FindAsync(cancel).ConfigureAwait(false) : null;
        return [.. devices.Select(device => new WatchLink(device.Name, device.Connected, device.Paused, device.ConnectionAddress, device.ConnectionType, paths?.Find(DeviceLink.Of(device.Name, device.ConnectionAddress, device.ConnectionType, device.Addresses))))];
    }
}
