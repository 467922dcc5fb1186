namespace WorkspaceSync;

/// <summary>Collects what is known about peers besides the service's word, from all sides at once.</summary>
internal static class PeerSurroundings
{
    // Whose machine it is is an extra: a Syncthing that is slow or gone must not hold up ZeroTier's answer.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <param name="withDevices">False leaves Syncthing unasked.</param>
    public static async Task<PeerContext> ReadAsync(ZeroTierService service, CancellationToken cancel, bool withDevices = true)
    {
        // Syncthing's view is this machine's; a host's peers are not looked at with it.
        Task<(IReadOnlyList<DeviceLink> Links, string? Trouble)> devices = withDevices && service.Machine.HostName is null
            ? ReadDevicesAsync(cancel)
            : Task.FromResult<(IReadOnlyList<DeviceLink>, string?)>(([], null));
        IReadOnlyList<ZeroTierNetwork> networks = await service.GetNetworksAsync(cancel).ConfigureAwait(false);
        ManagedAddresses addresses = await ReadAddressesAsync(service, networks, cancel).ConfigureAwait(false);
        (IReadOnlyList<DeviceLink> links, string? trouble) = await devices.ConfigureAwait(false);
        return new PeerContext(addresses, links, trouble);
    }

    /// <summary>The addresses that the neighbour table knows.</summary>
    public static async Task<ManagedAddresses> ReadAddressesAsync(ZeroTierService service, IReadOnlyList<ZeroTierNetwork> networks, CancellationToken cancel) =>
        networks.Any(network => network.Device.Length > 0)
            ? ManagedAddresses.From(networks, await NeighbourTable.ReadAsync(service.Machine.Commands, service.Home.IsMac, cancel).ConfigureAwait(false), service.Address)
            : ManagedAddresses.None;

    /// <summary>The devices of this machine's Syncthing; none, and why, where it isn't running or doesn't answer soon.</summary>
    public static async Task<(IReadOnlyList<DeviceLink> Links, string? Trouble)> ReadDevicesAsync(CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        List<DeviceLink> links = [];
        try
        {
            SyncNode node = await NodeRegistry.Current.GetLocalAsync(patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
            await foreach (SyncDevice device in DeviceReader.ReadAllAsync(node, patience.Token).ConfigureAwait(false))
            {
                links.Add(DeviceLink.Of(device.Name, device.ConnectionAddress, device.ConnectionType, device.Addresses));
            }
        }
        catch (SyncException e)
        {
            return ([], $"Which Syncthing devices are ZeroTier peers is not known: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ([], $"Which Syncthing devices are ZeroTier peers is not known: Syncthing did not answer within {s_patience.TotalSeconds:0} s. Is it busy? Get-SyncDevice waits for it.");
        }

        return (links, null);
    }
}
