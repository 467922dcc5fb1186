using System.Net;

namespace WorkspaceSync;

/// <summary>Collects what is known about peers besides the service's word, from all sides at once.</summary>
internal static class PeerSurroundings
{
    // Whose machine it is is an extra: a Syncthing that is slow or gone must not hold up ZeroTier's answer.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static async Task<PeerContext> ReadAsync(ZeroTierService service, CancellationToken cancel)
    {
        // Syncthing's view is this machine's; a host's peers are not looked at with it.
        Task<IReadOnlyList<DeviceLink>> devices = service.Machine.HostName is null ? ReadDevicesAsync(cancel) : Task.FromResult<IReadOnlyList<DeviceLink>>([]);
        IReadOnlyList<ZeroTierNetwork> networks = await service.GetNetworksAsync(cancel).ConfigureAwait(false);
        return new PeerContext(await ReadAddressesAsync(service, networks, cancel).ConfigureAwait(false), await devices.ConfigureAwait(false));
    }

    /// <summary>The addresses that the neighbour table knows.</summary>
    public static async Task<ManagedAddresses> ReadAddressesAsync(ZeroTierService service, IReadOnlyList<ZeroTierNetwork> networks, CancellationToken cancel) =>
        networks.Any(network => network.Device.Length > 0)
            ? ManagedAddresses.From(networks, await NeighbourTable.ReadAsync(service.Machine.Commands, service.Home.IsMac, cancel).ConfigureAwait(false), service.Address)
            : ManagedAddresses.None;

    /// <summary>The devices of this machine's Syncthing; none where it isn't running or doesn't answer soon.</summary>
    public static async Task<IReadOnlyList<DeviceLink>> ReadDevicesAsync(CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        List<DeviceLink> links = [];
        try
        {
            SyncNode node = await NodeRegistry.Current.GetLocalAsync(patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
            await foreach (SyncDevice device in DeviceReader.ReadAllAsync(node, patience.Token).ConfigureAwait(false))
            {
                links.Add(new DeviceLink(device.Name, AddressOf(device.ConnectionAddress), device.ConnectionType, [.. device.Addresses.Select(AddressOf).OfType<IPAddress>()]));
            }
        }
        catch (SyncException)
        {
            return [];
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return [];
        }

        return links;
    }

    // 172.25.253.142:22000, [fd2b::1]:22000 or tcp://172.25.253.142:22000; a host's name is nothing that could be compared.
    private static IPAddress? AddressOf(string? text)
    {
        string bare = text is null ? "" : text[(text.IndexOf("://", StringComparison.Ordinal) is int at and >= 0 ? at + 3 : 0)..].Split('/', '?')[0];
        return IPEndPoint.TryParse(bare, out IPEndPoint? endpoint) ? endpoint.Address : null;
    }
}
