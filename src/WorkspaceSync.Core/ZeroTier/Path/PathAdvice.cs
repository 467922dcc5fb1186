using System.Globalization;

namespace WorkspaceSync;

/// <summary>Why a path is not direct, or could be better: the likeliest cause first, each with what to do.</summary>
internal static class PathAdvice
{
    public static IReadOnlyList<string> Of(PathFacts facts) =>
    [
        .. facts.Networks.Where(network => IsConcerned(network, facts)).Select(network => NetworkAdvice.Of(network, NodeAddress.TryParse(facts.Status.Address, out NodeAddress self) ? self : default)).OfType<string>(),
        .. facts.Verdict switch
        {
            ZeroTierVerdict.Stale => OfStale(facts),
            ZeroTierVerdict.Relayed => OfRelayed(facts),
            ZeroTierVerdict.Unreachable => OfUnreachable(facts),
            _ => OfDirect(facts),
        },
        .. OfDevices(facts),
    ];

    private static bool IsConcerned(ZeroTierNetwork network, PathFacts facts) =>
        facts.Target.Address is not { } address || network.Covers(address) || network.Prefixes.Count == 0;

    private static IEnumerable<string> OfDirect(PathFacts facts)
    {
        if (facts.Probes.LossPercent is > 0 and double loss)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{loss:0} % of the probes were lost: look at the link itself (Wi-Fi, cable, load).");
        }

        if (facts.Probes.Sent == 0)
        {
            yield return "Nothing was sent, as no address of this peer on a ZeroTier network is known here: the service's word is all there is. Give it: -Address.";
        }
    }

    private static IEnumerable<string> OfStale(PathFacts facts)
    {
        string age = facts.Peer.ReceiveAge is { } silence ? string.Create(CultureInfo.InvariantCulture, $"for {silence.TotalSeconds:0} s") : "yet";
        yield return $"Nothing has come by the direct path {age}, though the service still calls it direct: packets are being lost. It gives a dead path up after about four minutes and relays then; restarting the service is faster: {Restart(facts)}";
        yield return "Is the other machine on, and on its network? If its address changed, it is found again by itself.";
        if (!facts.HasLiveRoot)
        {
            yield return $"No root was heard lately either: it is this machine's own network that is gone, or UDP port {Port(facts)} is blocked since.";
        }

        if (facts.Probes.Received > 0)
        {
            yield return "The probes were answered all the same: their answers come by another way, through a root.";
        }
    }

    private static IEnumerable<string> OfRelayed(PathFacts facts)
    {
        SettingsAnswer settings = facts.Status.Config?.Settings ?? new SettingsAnswer();
        if (settings.ForceTcpRelay)
        {
            yield return "This node is told to use the TCP relay only (forceTcpRelay in local.conf): take that out and restart the service.";
        }

        if (facts.Peer.Tunneled || facts.Status.TcpFallbackActive)
        {
            yield return $"Packets go through ZeroTier's TCP relay, which is used where UDP does not get out: allow outgoing UDP and incoming UDP port {Port(facts)} here{Firewall(facts)}.";
        }

        yield return "A direct path is only made while there is traffic, and takes some seconds: Test-ZeroTierPath -UntilDirect sends some and waits.";
        yield return $"UDP port {Port(facts)} may be blocked, here or at the other machine: let it in{Firewall(facts)}.";
        if (IsPortChanged(settings))
        {
            yield return $"The router here gives each connection another port (symmetric NAT), so that others cannot find the way in: forward UDP port {Port(facts)} to this machine{(settings.PortMappingEnabled ? ", or turn on UPnP or NAT-PMP in the router" : "")}.";
        }

        if (!settings.PortMappingEnabled && facts.Status.Config is not null)
        {
            yield return "This node does not ask its router to let others in: set portMappingEnabled to true in local.conf.";
        }

        yield return "Both may be behind routers that keep changing ports; if one end can forward a port, that is enough.";
    }

    private static IEnumerable<string> OfUnreachable(PathFacts facts)
    {
        if (!facts.HasLiveRoot)
        {
            yield return $"This node reaches none of ZeroTier's roots: is there a network here, and does outgoing UDP port {Port(facts)} get through?";
        }

        if (facts.Probes.Sent > 0)
        {
            yield return facts.Peer.Connection == ZeroTierConnection.Direct
                ? "The direct path was heard lately, but nothing answers: the machine was switched off or went to sleep a moment ago, or its firewall drops what was sent."
                : "Nothing answers: is the other machine on, and does its ZeroTier run?";
            yield return $"If its firewall drops TCP port {facts.Target.Port} and ping, name a port that it lets in: -Port.";
        }

        yield return $"On the other machine: zerotier-cli info must say ONLINE, and zerotier-cli listnetworks OK; its address is {facts.Target.Peer}, which its network's controller has to authorise.";
    }

    private static IEnumerable<string> OfDevices(PathFacts facts)
    {
        bool isDirect = facts.Verdict <= ZeroTierVerdict.Direct;
        foreach (ZeroTierLink device in facts.Devices.Where(device => device.Kind == ZeroTierLinkKind.SyncthingRelay))
        {
            string address = facts.Target.Address is { } known ? $"tcp://{(known.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{known}]" : known)}:22000" : "its ZeroTier address";
            yield return $"Syncthing's device {PrintableText.Of(device.Device)} is connected through one of Syncthing's relays{(isDirect ? " although ZeroTier is direct" : "")}: Set-SyncDevice {PrintableText.Of(device.Device)} -Address {address}, dynamic";
        }
    }

    private static int Port(PathFacts facts) => facts.Status.Config?.Settings.PrimaryPort is int port and > 0 ? port : ZeroTierHome.DefaultPort;

    private static string Firewall(PathFacts facts) => facts.IsMac ? "" : $" (sudo ufw allow {Port(facts)}/udp)";

    private static string Restart(PathFacts facts) => facts.IsMac ? "sudo launchctl kickstart -k system/com.zerotier.one" : "sudo systemctl restart zerotier-one";

    // Seen from outside with ports that none of the sockets has.
    private static bool IsPortChanged(SettingsAnswer settings)
    {
        HashSet<int> own = [.. settings.ListeningOn.Select(PhysicalEndpoint.Parse).Where(endpoint => endpoint is not null).Select(endpoint => endpoint!.Port)];
        return own.Count > 0 && settings.SurfaceAddresses.Select(PhysicalEndpoint.Parse).Any(endpoint => endpoint is not null && !own.Contains(endpoint.Port));
    }
}
