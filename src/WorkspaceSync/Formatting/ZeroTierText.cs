namespace WorkspaceSync;

/// <summary>ZeroTier's states as a view shows them, in a state's colour. PowerShell takes the colour out again when the output is redirected or NO_COLOR is set.</summary>
public static class ZeroTierText
{
    private const string Reset = "\u001b[0m";

    /// <param name="good">$PSStyle's sequence for what is well.</param>
    /// <param name="busy">For what works and could be better.</param>
    /// <param name="bad">For what doesn't work.</param>
    public static string Of(ZeroTierConnection connection, string good, string busy, string bad) => (connection switch
    {
        ZeroTierConnection.Direct => good,
        ZeroTierConnection.Relayed => busy,
        _ => bad,
    }) + connection + Reset;

    /// <inheritdoc cref="Of(ZeroTierConnection, string, string, string)"/>
    public static string Of(ZeroTierNodeState state, string good, string busy, string bad) => (state switch
    {
        ZeroTierNodeState.Online => good,
        ZeroTierNodeState.Tunneled => busy,
        _ => bad,
    }) + state + Reset;

    /// <inheritdoc cref="Of(ZeroTierConnection, string, string, string)"/>
    public static string Of(ZeroTierNetworkStatus status, string good, string busy, string bad) => (status switch
    {
        ZeroTierNetworkStatus.Ok => good,
        ZeroTierNetworkStatus.RequestingConfiguration => busy,
        _ => bad,
    }) + status + Reset;

    /// <summary>What is known about a peer's machine: its Syncthing devices and its first address on a network.</summary>
    public static string MachineOf(ZeroTierPeer peer)
    {
        IEnumerable<string> words = [.. peer.Devices, .. peer.ManagedAddresses.Take(1).Select(address => address.ToString())];
        return string.Join(" ", words.DefaultIfEmpty("—"));
    }
}
