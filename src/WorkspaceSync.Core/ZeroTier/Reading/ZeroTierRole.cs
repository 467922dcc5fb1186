namespace WorkspaceSync;

/// <summary>What a peer is to this node.</summary>
public enum ZeroTierRole
{
    /// <summary>A machine like any other.</summary>
    Leaf,

    /// <summary>A root of one's own.</summary>
    Moon,

    /// <summary>A root of ZeroTier's.</summary>
    Planet,
}
