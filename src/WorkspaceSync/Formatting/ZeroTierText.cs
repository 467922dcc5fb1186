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

    /// <inheritdoc cref="Of(ZeroTierConnection, string, string, string)"/>
    public static string Of(ZeroTierVerdict verdict, string good, string busy, string bad) => (verdict switch
    {
        ZeroTierVerdict.DirectSameLan or ZeroTierVerdict.Direct => good,
        ZeroTierVerdict.Relayed => busy,
        _ => bad,
    }) + verdict + Reset;

    /// <summary>The way that packets take: from where, to where, through what; an em dash when it isn't known.</summary>
    public static string WayOf(ZeroTierPathTest test) => test switch
    {
        { PhysicalAddress: { } there, LocalAddress: { } here } => $"{here} → {there} ({test.LocalInterface})",
        { PhysicalAddress: { } there } => there.ToString(),
        { Verdict: ZeroTierVerdict.Relayed } => "a root or relay",
        _ => "—",
    };

    /// <summary>What is known about a peer's machine: its Syncthing devices and its first address on a network.</summary>
    public static string MachineOf(ZeroTierPeer peer)
    {
        IEnumerable<string> words = [.. peer.Devices, .. peer.ManagedAddresses.Take(1).Select(address => address.ToString())];
        return string.Join(" ", words.DefaultIfEmpty("—"));
    }
}
