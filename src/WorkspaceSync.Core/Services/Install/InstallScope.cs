namespace WorkspaceSync;

/// <summary>For whom Syncthing is installed.</summary>
public enum InstallScope
{
    /// <summary>For the user: Homebrew on a Mac, a verified copy in ~/bin elsewhere.</summary>
    User,

    /// <summary>For the machine, by its package manager.</summary>
    System,
}
