namespace WorkspaceSync;

/// <summary>How packets reach a peer.</summary>
public enum ZeroTierConnection
{
    /// <summary>By a physical path of their own, from which something came within the last 30 seconds.</summary>
    Direct,

    /// <summary>Through a root, or through ZeroTier's TCP relay.</summary>
    Relayed,

    /// <summary>The service says direct, but nothing has come that way for more than 30 seconds: it may be dead for minutes.</summary>
    Stale,

    /// <summary>Not at all: there is no path, and no root that could relay.</summary>
    None,
}
