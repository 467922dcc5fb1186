namespace WorkspaceSync;

/// <summary>How a copy of Syncthing came onto its machine.</summary>
public enum SyncthingSource
{
    /// <summary>Lies where nothing that is known here puts it.</summary>
    Elsewhere,

    /// <summary>Homebrew, on a Mac or on Linux.</summary>
    Homebrew,

    /// <summary>A package of the system: apt, dnf and the like.</summary>
    Package,

    /// <summary>A snap.</summary>
    Snap,

    /// <summary>The user's own copy, in ~/bin or ~/.local/bin.</summary>
    UserCopy,
}
