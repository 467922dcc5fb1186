namespace WorkspaceSync;

/// <summary>Finds the ways to a node's devices, down to what ZeroTier says of them.</summary>
internal static class WatchLinks
{
    // ZeroTier is an extra: where it isn't there, isn't ours to ask or is slow, nothing is said of it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

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

        IReadOnlyDictionary<string, string> paths = node.IsHere && devices.Any(device => device.Connected)
            ? await FindPathsAsync(cancel).ConfigureAwait(false)
            : new Dictionary<string, string>();
        return [.. devices.Select(device => new WatchLink(device.Name, device.Connected, device.Paused, device.ConnectionAddress, device.ConnectionType, paths.GetValueOrDefault(device.Name)))];
    }

    private static async Task<IReadOnlyDictionary<string, string>> FindPathsAsync(CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        Dictionary<string, string> paths = [];
        try
        {
            using ZeroTierService service = await ZeroTierService.OpenAsync(new LocalMachine(), patience.Token).ConfigureAwait(false);
            Task<PeerContext> context = PeerSurroundings.ReadAsync(service, patience.Token);
            await foreach (ZeroTierPeer peer in PeerReader.ReadAllAsync(service, context, patience.Token).ConfigureAwait(false))
            {
                string latency = peer.Latency is { } time ? $", {time.TotalMilliseconds:0} ms" : "";
                foreach (string device in peer.Devices)
                {
                    paths[device] = $"ZeroTier {peer.Connection.ToString().ToLowerInvariant()}{latency}{(peer.PhysicalAddress is { } address ? $" through {address}" : "")}";
                }
            }
        }
        catch (SyncException)
        {
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
        }

        return paths;
    }
}
