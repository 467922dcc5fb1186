namespace WorkspaceSync;

/// <summary>ZeroTier: whether its service may be asked, and its networks and paths. A machine without it is well too.</summary>
internal static class ZeroTierChecks
{
    public static async Task RunAsync(DoctorFacts facts, CancellationToken cancel)
    {
        IZeroTierMachine machine = facts.HostName is null ? new LocalMachine() : new RemoteMachine(facts.Shell);
        try
        {
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
            facts.Warn("ZeroTier", e.Message, await FixAsync(machine, e.Error, cancel).ConfigureAwait(false));
        }
    }

    private static async Task<string> FixAsync(IZeroTierMachine machine, SyncError error, CancellationToken cancel)
    {
        if (error is not (SyncError.ZeroTierNotRunning or SyncError.ZeroTierTokenUnreadable or SyncError.ZeroTierTokenRejected))
        {
            return $"Get-ZeroTierNode{(machine.HostName is { } asked ? $" -HostName {asked}" : "")}";
        }

        ZeroTierHome home = await machine.FindHomeAsync(cancel).ConfigureAwait(false);
        string command = error == SyncError.ZeroTierNotRunning ? home.StartCommand
            : error == SyncError.ZeroTierTokenRejected && home.ServiceToken is not null ? home.RestartCommand // it has written another token than it has read
            : home.GrantCommand;
        return machine.HostName is { } host ? $"ssh -t {host} {ShellQuote.Quote(command)}" : command; // -t: sudo asks
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
        await foreach (ZeroTierPeer peer in PeerReader.ReadAllAsync(service, cancel).ConfigureAwait(false))
        {
            if (peer.Role == ZeroTierRole.Leaf)
            {
                (peer.Tunneled ? tunneled : peer.Connection == ZeroTierConnection.Relayed ? relayed : peer.Connection == ZeroTierConnection.Stale ? stale : []).Add(peer.Address);
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
