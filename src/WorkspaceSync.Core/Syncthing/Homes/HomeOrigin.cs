namespace WorkspaceSync;

/// <summary>What told where a home is.</summary>
internal enum HomeOrigin
{
    /// <summary>The user named it.</summary>
    Given,

    /// <summary>The session's own environment, as Syncthing's command line would take it.</summary>
    Environment,

    /// <summary>A daemon that runs.</summary>
    Process,

    /// <summary>The place where this system's Syncthing has it by default.</summary>
    Default,
}
