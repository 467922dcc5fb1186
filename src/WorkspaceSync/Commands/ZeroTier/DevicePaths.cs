namespace WorkspaceSync;

/// <summary>
/// What ZeroTier says of the ways to this machine's Syncthing devices. Syncthing is not asked for it: whoever wants to know has
/// the devices from it already.
/// </summary>
internal sealed class DevicePaths
{
    // ZeroTier is an extra: where it isn't there, isn't ours to ask or is slow, nothing is said of it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly List<ZeroTierPeer> _peers = [];

    private DevicePaths()
    {
    }

    /// <summary>Why there is nothing, or not all, to tell; null when there was no trouble.</summary>
    public string? Trouble { get; private set; }

    public static async Task<DevicePaths> FindAsync(CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        DevicePaths paths = new();
        try
        {
            await paths.ReadAsync(patience.Token).ConfigureAwait(false);
        }
        catch (SyncException e)
        {
            paths.Trouble = e.Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            paths.Trouble = $"ZeroTier did not answer within {s_patience.TotalSeconds:0} s; Get-ZeroTierPeer waits for it longer.";
        }

        return paths;
    }

    /// <summary>Of one device: <c>ZeroTier direct, 7 ms through 192.168.0.142</c>. Null where there is nothing to tell.</summary>
    public string? Find(DeviceLink device)
    {
        // What it is connected through tells more than where else it is looked for.
        ZeroTierPeer[] at = [.. _peers.Where(peer => device.IsAt(peer.ManagedAddresses, peer.PhysicalAddress))];
        ZeroTierPeer? found = Array.Find(at, peer => device.Address is { } address && peer.ManagedAddresses.Contains(address)) ?? at.FirstOrDefault();
        return found is null ? null
            : $"ZeroTier {found.Connection.ToString().ToLowerInvariant()}{(found.Latency is { } time ? $", {time.TotalMilliseconds:0} ms" : "")}{(found.PhysicalAddress is { } through ? $" through {through}" : "")}";
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        using ZeroTierService service = await ZeroTierService.OpenAsync(new LocalMachine(), cancel).ConfigureAwait(false);
        await foreach (ZeroTierPeer peer in PeerReader.ReadAllAsync(service, PeerSurroundings.ReadAsync(service, cancel, withDevices: false), cancel).ConfigureAwait(false))
        {
            _peers.Add(peer);
        }
    }
}
