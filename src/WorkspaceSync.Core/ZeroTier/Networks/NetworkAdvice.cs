namespace WorkspaceSync;

/// <summary>What to do about a network that isn't well.</summary>
internal static class NetworkAdvice
{
    /// <summary>One sentence or two; null when the network is well.</summary>
    /// <param name="self">The node that is, or would be, on it.</param>
    public static string? Of(ZeroTierNetwork network, NodeAddress self) => network.Status switch
    {
        ZeroTierNetworkStatus.Ok => null,
        ZeroTierNetworkStatus.AccessDenied =>
            $"{network.Title} has not authorised this node. Authorise {self} at its controller, {network.Controller} (my.zerotier.com, or whoever runs it).",
        ZeroTierNetworkStatus.NotFound =>
            $"{network.Title} does not exist, says its controller. Compare the sixteen digits; to leave it: Disconnect-ZeroTierNetwork {network.Id}",
        ZeroTierNetworkStatus.RequestingConfiguration =>
            $"{network.Title}: its controller, {network.Controller}, has not answered yet. Is this node online (Get-ZeroTierNode), and is the controller?",
        ZeroTierNetworkStatus.PortError =>
            $"{network.Title}: its network device could not be made (error {network.PortError}). The service's log has the reason.",
        ZeroTierNetworkStatus.ClientTooOld => $"{network.Title} wants a newer ZeroTier here. Update it.",
        ZeroTierNetworkStatus.AuthenticationRequired =>
            $"{network.Title} wants you to sign in{(network.AuthenticationUrl is { } url ? $": {url}" : ".")}",
        _ => $"{network.Title} is in a state that this module does not know. See: zerotier-cli listnetworks",
    };
}
