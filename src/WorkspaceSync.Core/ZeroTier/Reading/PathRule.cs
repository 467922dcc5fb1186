namespace WorkspaceSync;

/// <summary>
/// Tells from a peer's paths how packets reach it. The service goes on saying "direct" for four minutes after a cut, so only
/// the age of what was last received counts (measured: at most 18.7 s when all is well and idle).
/// </summary>
internal static class PathRule
{
    /// <summary>Older than this is suspect.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    /// <param name="preferred">The path in use; null when there is none.</param>
    /// <param name="tunneled">Whether the peer is reached through ZeroTier's TCP relay.</param>
    /// <param name="isRoot">A root has nothing above it that could relay.</param>
    /// <param name="canRelay">Whether a root is alive.</param>
    public static ZeroTierConnection Decide(ZeroTierPath? preferred, bool tunneled, bool isRoot, bool canRelay)
    {
        if (preferred is null)
        {
            return canRelay && !isRoot ? ZeroTierConnection.Relayed : ZeroTierConnection.None;
        }

        bool isFresh = preferred.ReceiveAge <= FreshFor;
        return !isFresh ? ZeroTierConnection.Stale
            : tunneled ? ZeroTierConnection.Relayed
            : ZeroTierConnection.Direct;
    }
}
