namespace WorkspaceSync;

/// <summary>What ZeroTier says of the ways to this machine's Syncthing devices.</summary>
internal static class DevicePaths
{
    // ZeroTier is an extra: where it isn't there, isn't ours to ask or is slow, nothing is said of it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>By the device's name: <c>ZeroTier direct, 7 ms through 192.168.0.142</c>. None where there is nothing to tell.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(CancellationToken cancel)
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
