namespace WorkspaceSync;

/// <summary>Makes a node of what the service says about itself and about its roots.</summary>
internal static class NodeReader
{
    public static async Task<ZeroTierNode> ReadAsync(ZeroTierService service, CancellationToken cancel)
    {
        DateTimeOffset? lastRoot = null;
        int liveRoots = 0;
        bool isTunneled = service.Status.TcpFallbackActive;
        await foreach (ZeroTierPeer peer in PeerReader.ReadAllAsync(service, cancel).ConfigureAwait(false))
        {
            if (peer.Role == ZeroTierRole.Leaf)
            {
                continue;
            }

            liveRoots += PeerReader.IsLivingRoot(peer) ? 1 : 0;
            lastRoot = peer.Paths.Select(path => path.LastReceive).Append(lastRoot).Max();
        }

        StatusAnswer status = service.Status;
        SettingsAnswer settings = status.Config?.Settings ?? new SettingsAnswer();
        return new ZeroTierNode(service.Address, service.Machine.HostName)
        {
            Version = status.Version,
            State = StateOf(status.Online, liveRoots, isTunneled),
            SaysOnline = status.Online,
            LastRootContact = lastRoot,
            LiveRoots = liveRoots,
            Ports = new[] { settings.PrimaryPort, settings.SecondaryPort, settings.TertiaryPort }.Where(port => port > 0).ToArray(),
            ListeningOn = settings.ListeningOn,
            SurfaceAddresses = settings.SurfaceAddresses,
            PortMapping = settings.PortMappingEnabled,
            HomePath = settings.HomeDir.Length > 0 ? settings.HomeDir : service.Home.Directory,
            ThroughSudo = service.IsThroughSudo,
            ClockDifference = service.Now - DateTimeOffset.UtcNow,
        };
    }

    private static ZeroTierNodeState StateOf(bool saysOnline, int liveRoots, bool isTunneled) =>
        liveRoots > 0 ? isTunneled ? ZeroTierNodeState.Tunneled : ZeroTierNodeState.Online
        : saysOnline ? ZeroTierNodeState.Stale
        : ZeroTierNodeState.Offline;
}
