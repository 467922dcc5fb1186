namespace WorkspaceSync.Tests;

/// <summary>What a test may need of the machine that not every one has.</summary>
internal enum Need
{
    /// <summary>Linux, where directories are kept open, and whose names may be any bytes.</summary>
    Linux,

    /// <summary>Root on Linux: it mounts small disks, makes files immutable and becomes other users.</summary>
    Root,

    /// <summary>A Syncthing that tells of files that it cannot write, as 2.1.3 does not.</summary>
    PullErrors,

    /// <summary>User namespaces, with limits of their own.</summary>
    UserNamespaces,

    /// <summary>Syncthing 1.x and 2.x, as SYNCTHING names them.</summary>
    TwoPrograms,
}
