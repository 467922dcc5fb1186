namespace WorkspaceSync;

/// <summary>Which version of a conflict is to be live.</summary>
public enum SyncConflictKeep
{
    /// <summary>The one that was written last.</summary>
    Newest,

    /// <summary>The one that was written first.</summary>
    Oldest,

    /// <summary>The one that is live now, under the file's own name.</summary>
    Original,

    /// <summary>The copy.</summary>
    Conflict,

    /// <summary>Both: the live one stays, and the copy becomes an ordinary file beside it.</summary>
    Both,

    /// <summary>The one with more bytes.</summary>
    Larger,

    /// <summary>The changes of both, made to the version that both come from; only where they don't touch.</summary>
    Merge,
}
