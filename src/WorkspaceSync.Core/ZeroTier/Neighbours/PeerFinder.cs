using System.Diagnostics;
using System.Net;

namespace WorkspaceSync;

/// <summary>Finds which ZeroTier node an address belongs to: by the address itself, or by its row in the neighbour table.</summary>
internal sealed class PeerFinder(ZeroTierService service, IReadOnlyList<ZeroTierNetwork> networks)
{
    // The first contact of two nodes goes through a root, and the kernel stops asking for a neighbour after three tries.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_nudgePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_shortPatience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The node; an error that says why when there is none.</summary>
    public async Task<NodeAddress> FindAsync(IPAddress address, CancellationToken cancel)
    {
        IPAddress wanted = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (ZeroTierNetwork network in networks)
        {
            if (network.Prefixes.Any(own => own.Address.Equals(wanted)))
            {
                throw new SyncException(
                    SyncError.PeerNotFound,
                    $"{service.Where}{wanted} is this node's own address on {network.Title}; there is no path to measure. Give the address of another machine.");
            }

            if (network.Network.NodeOf(wanted) is { } node)
            {
                return node; // computed from the node's own address: no table is needed
            }
        }

        (ZeroTierNetwork on, IPAddress hop) = FindNetwork(wanted);
        return await FindBehindAsync(on, hop, cancel).ConfigureAwait(false);
    }

    private (ZeroTierNetwork On, IPAddress Hop) FindNetwork(IPAddress address)
    {
        foreach (ZeroTierNetwork network in networks.Where(network => network.Covers(address)))
        {
            return (network, address);
        }

        foreach (ZeroTierNetwork network in networks)
        {
            if (network.GatewayTo(address) is { } gateway)
            {
                return (network, gateway);
            }
        }

        string known = string.Join(", ", networks.Select(network => $"{network.Title} {string.Join(" ", network.Prefixes)}"));
        throw new SyncException(
            SyncError.AddressNotOnZeroTier,
            $"{service.Where}{address} is on none of this node's ZeroTier networks ({(known.Length > 0 ? known : "it has joined none")}). Get-ZeroTierNetwork shows them; Connect-ZeroTierNetwork joins one.");
    }

    private async Task<NodeAddress> FindBehindAsync(ZeroTierNetwork network, IPAddress address, CancellationToken cancel)
    {
        NodeAddress? before = PeerMemory.Find(network.Network, address);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(before is null ? s_patience : s_shortPatience);
        long nudgedAt = 0;
        while (true)
        {
            IReadOnlyList<Neighbour> rows = await NeighbourTable.ReadAsync(service.Machine.Commands, service.Home.IsMac, cancel).ConfigureAwait(false);
            if (rows.FirstOrDefault(row => row.Device == network.Device && row.Address.Equals(address)) is { } found)
            {
                NodeAddress node = network.Network.NodeOf(found.Mac) ?? throw Bridged(network, found);
                PeerMemory.Remember(network.Network, address, node);
                return node;
            }

            try
            {
                if (nudgedAt == 0 || Stopwatch.GetElapsedTime(nudgedAt) > s_nudgePause)
                {
                    await service.Machine.NudgeAsync(address, patience.Token).ConfigureAwait(false); // there is a row only after traffic
                    nudgedAt = Stopwatch.GetTimestamp();
                }

                await Task.Delay(s_pause, patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return before ?? throw Nobody(network, address);
            }
        }
    }

    private SyncException Bridged(ZeroTierNetwork network, Neighbour row) => new(
        SyncError.PeerNotFound,
        $"{service.Where}{row.Address} answers on {network.Title} with the MAC {row.Mac}, which is no ZeroTier node's: a machine that is bridged into the network. Give the node that bridges it: -Peer.");

    private SyncException Nobody(ZeroTierNetwork network, IPAddress address) => new(
        SyncError.PeerNotFound,
        $"{service.Where}Nobody on {network.Title} answers for {address}. Is the machine on, and authorised on that network? Its own view: sudo zerotier-cli listnetworks. If you know its ZeroTier address, Test-ZeroTierPath -Peer tells more.");
}
