namespace WorkspaceSync;

/// <summary>How a share keeps what was replaced or deleted by another device: Syncthing's file versioning.</summary>
public enum SyncVersioning
{
    /// <summary>Nothing is kept.</summary>
    None,

    /// <summary>The last version of each file, until it is cleaned out.</summary>
    TrashCan,

    /// <summary>The last versions of each file.</summary>
    Simple,

    /// <summary>Versions thinned out with age.</summary>
    Staggered,

    /// <summary>A command of the user's own.</summary>
    External,
}
