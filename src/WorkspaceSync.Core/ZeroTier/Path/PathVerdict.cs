namespace WorkspaceSync;

/// <summary>Makes a verdict of what the service says after the probes and of whether they were answered.</summary>
internal static class PathVerdict
{
    /// <param name="after">The connection as it is after the probes: an answer that came by the direct path has made it fresh.</param>
    /// <param name="probes">What was sent over ZeroTier.</param>
    /// <param name="isSameLan">Whether the physical path is in one local network.</param>
    public static ZeroTierVerdict Decide(ZeroTierConnection after, ProbeSeries probes, bool isSameLan)
    {
        bool isAnswered = probes.Received > 0;
        bool isSilent = probes.Sent > 0 && !isAnswered;
        return after switch
        {
            ZeroTierConnection.Stale => ZeroTierVerdict.Stale, // no answer came by it
            _ when isSilent => ZeroTierVerdict.Unreachable,
            ZeroTierConnection.Direct => isSameLan ? ZeroTierVerdict.DirectSameLan : ZeroTierVerdict.Direct,
            ZeroTierConnection.Relayed => ZeroTierVerdict.Relayed,
            _ => isAnswered ? ZeroTierVerdict.Relayed : ZeroTierVerdict.Unreachable,
        };
    }
}
