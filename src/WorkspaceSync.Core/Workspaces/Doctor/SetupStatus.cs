namespace WorkspaceSync;

/// <summary>How a check of a setup went.</summary>
public enum SetupStatus
{
    /// <summary>Well.</summary>
    Pass,

    /// <summary>Works, and somebody should look.</summary>
    Warn,

    /// <summary>Has to be mended.</summary>
    Fail,

    /// <summary>Not looked at, as something that it depends on is not well.</summary>
    Skip,
}
