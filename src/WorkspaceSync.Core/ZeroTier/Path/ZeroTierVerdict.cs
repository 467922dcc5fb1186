namespace WorkspaceSync;

/// <summary>What a test of the way to a peer found. The order is a grade: the higher, the worse.</summary>
public enum ZeroTierVerdict
{
    /// <summary>By a physical path of their own that is in one local network.</summary>
    DirectSameLan,

    /// <summary>By a physical path of their own.</summary>
    Direct,

    /// <summary>Through a root, or through ZeroTier's TCP relay.</summary>
    Relayed,

    /// <summary>The direct path fell silent and ZeroTier has not given it up yet: packets are being lost.</summary>
    Stale,

    /// <summary>Nothing that was sent was answered.</summary>
    Unreachable,
}
