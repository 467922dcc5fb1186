using System.Net;

namespace WorkspaceSync;

/// <summary>Which addresses on ZeroTier networks belong to which node, as far as this machine's neighbour table proves it.</summary>
internal sealed class ManagedAddresses
{
    private readonly Dictionary<NodeAddress, List<IPAddress>> _addresses = [];

    private ManagedAddresses()
    {
    }

    public static ManagedAddresses None { get; } = new();

    /// <summary>Turns the table's MACs into nodes, and adds the addresses that follow from being on a network.</summary>
    /// <param name="self">This node: a network computes the addresses of all its members as it has computed ours.</param>
    public static ManagedAddresses From(IReadOnlyList<ZeroTierNetwork> networks, IReadOnlyList<Neighbour> neighbours, NodeAddress self)
    {
        ManagedAddresses found = new();
        Dictionary<string, ZeroTierNetwork> byDevice = [];
        foreach (ZeroTierNetwork network in networks.Where(network => network.Device.Length > 0))
        {
            byDevice[network.Device] = network;
        }

        foreach (Neighbour row in neighbours)
        {
            if (byDevice.TryGetValue(row.Device, out ZeroTierNetwork? network) && network.Network.NodeOf(row.Mac) is { } node)
            {
                found.Add(node, row.Address);
                PeerMemory.Remember(network.Network, row.Address, node);
                foreach (IPAddress computed in ComputedBy(network, self, node))
                {
                    found.Add(node, computed);
                }
            }
        }

        return found;
    }

    /// <summary>The IPv6 addresses that a network's members have without being given any, on a network that does so.</summary>
    public static IEnumerable<IPAddress> ComputedBy(ZeroTierNetwork network, NodeAddress self, NodeAddress node)
    {
        NetworkId id = network.Network;
        IPAddress rfc4193 = id.Rfc4193Of(self);
        IPAddress sixPlane = id.SixPlaneOf(self);
        if (network.Prefixes.Any(own => own.Address.Equals(rfc4193)))
        {
            yield return id.Rfc4193Of(node);
        }

        if (network.Prefixes.Any(own => own.Address.Equals(sixPlane)))
        {
            yield return id.SixPlaneOf(node);
        }
    }

    public IReadOnlyList<IPAddress> Of(NodeAddress node) => _addresses.TryGetValue(node, out List<IPAddress>? addresses) ? addresses : [];

    private void Add(NodeAddress node, IPAddress address)
    {
        if (!_addresses.TryGetValue(node, out List<IPAddress>? addresses))
        {
            _addresses[node] = addresses = [];
        }

        if (!address.IsIPv6LinkLocal && !addresses.Contains(address))
        {
            addresses.Add(address);
        }
    }
}
