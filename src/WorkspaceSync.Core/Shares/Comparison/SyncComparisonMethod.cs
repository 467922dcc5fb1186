namespace WorkspaceSync;

/// <summary>What a comparison has looked at.</summary>
public enum SyncComparisonMethod
{
    /// <summary>Every byte of both sides.</summary>
    Content,

    /// <summary>Sizes and times.</summary>
    Quick,

    /// <summary>What the two daemons know, no file.</summary>
    Index,
}
