using System.Collections.Concurrent;
using System.Net;

namespace WorkspaceSync;

/// <summary>
/// Which node had which address on a network, as this session has seen it. A neighbour table forgets a machine some seconds
/// after it falls silent, which is just when somebody asks about it.
/// </summary>
internal static class PeerMemory
{
    private static readonly ConcurrentDictionary<(NetworkId Network, IPAddress Address), NodeAddress> s_seen = new();

    public static void Remember(NetworkId network, IPAddress address, NodeAddress node) => s_seen[(network, address)] = node;

    /// <summary>The node that last had an address; null when none was seen.</summary>
    public static NodeAddress? Find(NetworkId network, IPAddress address) => s_seen.TryGetValue((network, address), out NodeAddress node) ? node : null;

    /// <summary>The addresses on a network that a node last had.</summary>
    public static IEnumerable<IPAddress> AddressesOf(NetworkId network, NodeAddress node) =>
        s_seen.Where(pair => pair.Key.Network == network && pair.Value == node).Select(pair => pair.Key.Address);
}
