using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>A ZeroTier network that this machine and one behind SSH are both on.</summary>
/// <param name="Here">This machine's address on it.</param>
/// <param name="There">The other's.</param>
internal sealed record CommonNetwork(IPAddress Here, IPAddress There)
{
    // An address that is nice to have must not hold up what it is for.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Null when there is none, or when no ZeroTier service can be asked here. The other machine is asked for its addresses only.</summary>
    public static async Task<CommonNetwork?> FindAsync(IZeroTierMachine here, IRemoteShell there, CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            using ZeroTierService service = await ZeroTierService.OpenAsync(here, patience.Token).ConfigureAwait(false);
            IReadOnlyList<ZeroTierNetwork> networks = await service.GetNetworksAsync(patience.Token).ConfigureAwait(false);
            return networks.Any(IsUsable)
                ? Match(networks, await MachineAddresses.AskAsync(there, patience.Token).ConfigureAwait(false))
                : null;
        }
        catch (SyncException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool IsUsable(ZeroTierNetwork network) => network.Status == ZeroTierNetworkStatus.Ok && network.Prefixes.Count > 0;

    private static CommonNetwork? Match(IReadOnlyList<ZeroTierNetwork> networks, IReadOnlyList<IPAddress> theirs) => (
        from network in networks.Where(IsUsable)
        from own in network.Prefixes
        from other in theirs
        where own.Contains(other) && !own.Address.Equals(other)
        orderby other.AddressFamily == AddressFamily.InterNetworkV6
        select new CommonNetwork(own.Address, other)).FirstOrDefault();
}
