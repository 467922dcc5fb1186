using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>Finds what a path test is about: a peer's address on a network, the peer that has an address, or both for an SSH host.</summary>
internal sealed class PathTargetFinder(ZeroTierService service, IReadOnlyList<ZeroTierNetwork> networks, PeerContext context, int? port)
{
    private const int SshPort = 22;
    private readonly PeerFinder _peers = new(service, networks);

    public PathTarget FindPeer(NodeAddress peer)
    {
        IEnumerable<IPAddress> known = context.AddressesOf(peer).OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6);
        IEnumerable<IPAddress> computed = networks
            .Where(network => network.Status == ZeroTierNetworkStatus.Ok)
            .SelectMany(network => ManagedAddresses.ComputedBy(network, service.Address, peer));
        IEnumerable<IPAddress> remembered = networks.SelectMany(network => PeerMemory.AddressesOf(network.Network, peer));
        return new PathTarget(peer, known.Concat(remembered).Concat(computed).FirstOrDefault(), null, port ?? SshPort);
    }

    public async Task<PathTarget> FindAddressAsync(IPAddress address, CancellationToken cancel) =>
        new(await _peers.FindAsync(address, cancel).ConfigureAwait(false), address, null, port ?? SshPort);

    /// <summary>By the address that ssh would go to when that is on a ZeroTier network; else the host is asked which it has.</summary>
    /// <param name="connect">Connects to the host; only called when it has to be asked.</param>
    public async Task<PathTarget> FindHostAsync(string hostName, Func<CancellationToken, Task<IRemoteShell>> connect, CancellationToken cancel)
    {
        SshOptions options = await SshResolver.ResolveAsync(hostName, cancel).ConfigureAwait(false);
        IPAddress? address = options.ProxyJump is null && options.ProxyCommand is null
            ? OnZeroTier(await ResolveAsync(options.HostName, cancel).ConfigureAwait(false))
            : null; // what is behind a jump has another way than its name says
        if (address is null)
        {
            IReadOnlyList<IPAddress> own = await MachineAddresses.AskAsync(await connect(cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
            address = OnZeroTier(own) ?? throw new SyncException(
                SyncError.AddressNotOnZeroTier,
                $"{hostName} is on none of this node's ZeroTier networks: it has the addresses {string.Join(", ", own)}, and the networks here are {string.Join(", ", networks.Select(network => $"{network.Title} {string.Join(" ", network.Prefixes)}").DefaultIfEmpty("none"))}. Join it to one: Connect-ZeroTierNetwork -HostName {hostName}");
        }

        return new PathTarget(await _peers.FindAsync(address, cancel).ConfigureAwait(false), address, hostName, port ?? options.Port);
    }

    private IPAddress? OnZeroTier(IReadOnlyList<IPAddress> addresses) => addresses
        .OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)
        .FirstOrDefault(address => networks.Any(network => network.Covers(address) || network.Network.NodeOf(address) is not null));

    private static async Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancel)
    {
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            return [address];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(name, cancel).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return []; // ssh may know better, or will say so
        }
    }
}
