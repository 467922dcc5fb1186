namespace WorkspaceSync;

/// <summary>ZeroTier: whether its service may be asked, and its networks and paths. A machine without it is well too.</summary>
internal static class ZeroTierChecks
{
    private static readonly TimeSpan s_stale = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(DoctorFacts facts, CancellationToken cancel)
    {
        try
        {
            IZeroTierMachine machine = facts.HostName is null ? new LocalMachine() : new RemoteMachine(facts.Shell);
            using ZeroTierService service = await ZeroTierService.OpenAsync(machine, cancel).ConfigureAwait(false);
            facts.Pass("ZeroTier", $"{service.Status.Version}, node {service.Address}");
            foreach (ZeroTierNetwork network in await service.GetNetworksAsync(cancel).ConfigureAwait(false))
            {
                Network(facts, network, service.Address);
            }

            await PathsAsync(facts, service, cancel).ConfigureAwait(false);
        }
        catch (SyncException e) when (e.Error == SyncError.ZeroTierNotInstalled)
        {
            facts.Pass("ZeroTier", "not installed; nothing needs it");
        }
        catch (SyncException e)
        {
            string on = facts.HostName is { } host ? $"ssh {host} " : "";
            facts.Warn("ZeroTier", e.Message, e.Error switch
            {
                SyncError.ZeroTierNotRunning => $"{on}sudo systemctl start zerotier-one",
                SyncError.ZeroTierTokenUnreadable or SyncError.ZeroTierTokenRejected => $"{on}sudo cat /var/lib/zerotier-one/authtoken.secret into ~/.zeroTierOneAuthToken (mode 600) there",
                _ => "Get-ZeroTierNode",
            });
        }
    }

    private static void Network(DoctorFacts facts, ZeroTierNetwork network, NodeAddress self)
    {
        string component = $"ZeroTier network {network.Id}";
        if (NetworkAdvice.Of(network, self) is { } advice)
        {
            facts.Warn(component, $"{network.Status}", advice);
        }
        else
        {
            facts.Pass(component, string.Join(", ", network.AssignedAddresses));
        }
    }

    private static async Task PathsAsync(DoctorFacts facts, ZeroTierService service, CancellationToken cancel)
    {
        List<string> relayed = [], stale = [], tunneled = [];
        await foreach (ZeroTierPeer peer in PeerReader.ReadAllAsync(service, Task.FromResult(PeerContext.Empty), cancel).ConfigureAwait(false))
        {
            if (peer.Role == ZeroTierRole.Leaf)
            {
                (peer.Tunneled ? tunneled : peer.Connection == ZeroTierConnection.Relayed ? relayed : peer.ReceiveAge > s_stale ? stale : []).Add(peer.Address);
            }
        }

        Paths(facts, "tunneled over TCP", tunneled);
        Paths(facts, "relayed", relayed);
        Paths(facts, "stale: nothing was heard for 30 s and more", stale);
    }

    private static void Paths(DoctorFacts facts, string what, List<string> peers)
    {
        if (peers.Count > 0)
        {
            facts.Warn("ZeroTier paths", $"{what}: {string.Join(", ", peers)}", $"Test-ZeroTierPath -Peer {peers[0]}");
        }
    }
}
