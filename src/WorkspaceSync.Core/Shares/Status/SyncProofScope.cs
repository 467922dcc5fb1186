namespace WorkspaceSync;

/// <summary>How much of "in sync" was proved by a wait.</summary>
public enum SyncProofScope
{
    /// <summary>Both ways: every device's own daemon was asked and had just looked at its files.</summary>
    Both,

    /// <summary>
    /// Only from here: this node had just looked at its files, and the others have told that they hold all of them. What the
    /// others changed and have not noticed yet is not known, because their daemons could not be asked.
    /// </summary>
    LocalOnly,
}
