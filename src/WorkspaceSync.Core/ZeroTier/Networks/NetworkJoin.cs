using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>What comes after a join: the service says yes at once, and the result comes later or not at all.</summary>
internal static class NetworkJoin
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    // Where no device can be made the network goes missing; it may also be a moment late in coming.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    /// <summary>Waits until the controller has answered, or the time is up; gives the network as it is then.</summary>
    public static async Task<ZeroTierNetwork> WaitAsync(ZeroTierService service, NetworkId id, TimeSpan limit, CancellationToken cancel)
    {
        long begin = Stopwatch.GetTimestamp();
        while (true)
        {
            NetworkAnswer? answer = await service.Api.GetNetworkAsync(id, cancel).ConfigureAwait(false);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(begin);
            if (answer is null && elapsed > s_grace)
            {
                throw new SyncException(
                    SyncError.NetworkJoinFailed,
                    $"{service.Where}ZeroTier took the join of {id}, and is not on the network: its device could not be made. On Linux it needs /dev/net/tun (sudo modprobe tun); its log has the reason: {(service.Home.IsMac ? "log show --last 5m --process zerotier-one" : "sudo journalctl -u zerotier-one -n 20")}");
            }

            if (answer is not null && NetworkReader.Read(answer, service.Machine.HostName) is { } network
                && (network.Status != ZeroTierNetworkStatus.RequestingConfiguration || elapsed >= limit))
            {
                return network;
            }

            await Task.Delay(s_pause, cancel).ConfigureAwait(false);
        }
    }
}
