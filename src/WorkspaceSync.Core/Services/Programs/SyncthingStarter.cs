namespace WorkspaceSync;

/// <summary>Who starts a daemon, and so has to be asked to stop it.</summary>
public enum SyncthingStarter
{
    /// <summary>Nobody; it does not run.</summary>
    None,

    /// <summary>The user's own systemd: <c>systemctl --user</c>.</summary>
    SystemdUser,

    /// <summary>The machine's systemd: <c>syncthing@USER.service</c>.</summary>
    SystemdSystem,

    /// <summary><c>brew services</c>.</summary>
    Homebrew,

    /// <summary>An agent of launchd.</summary>
    Launchd,

    /// <summary>Start-Syncthing, in the background, with a log and a pid file.</summary>
    WorkspaceSync,

    /// <summary>A person, a script, or something that is not known here.</summary>
    Hand,
}
