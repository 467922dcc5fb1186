namespace WorkspaceSync;

/// <summary>A copy of Syncthing on a machine, and the daemon that runs from it when one does.</summary>
public sealed class SyncthingProgram
{
    /// <summary>The machine: the host's name as given to <c>ssh</c>, else this machine's.</summary>
    public required string Machine { get; init; }

    /// <summary>The SSH host; null on this machine.</summary>
    public string? HostName { get; init; }

    /// <summary>The program.</summary>
    public required string Path { get; init; }

    /// <summary>Its version, such as <c>v2.1.3</c>; null when it is something else that is called syncthing.</summary>
    public string? Version { get; init; }

    /// <summary>How it came there.</summary>
    public SyncthingSource Source { get; init; }

    /// <summary>The package that it belongs to.</summary>
    public string? Package { get; init; }

    /// <summary>Whether it is the one that the other cmdlets mean: the daemon that they speak to, else what Start-Syncthing would start.</summary>
    public bool IsInUse { get; init; }

    /// <summary>Whether a daemon runs from it.</summary>
    public bool IsRunning => ProcessId is not null;

    /// <summary>The daemon's outer process.</summary>
    public int? ProcessId { get; init; }

    /// <summary>When that began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>For how long it has been running.</summary>
    public TimeSpan? Uptime => StartedAt is { } at ? DateTimeOffset.Now - at : null;

    /// <summary>Whose process it is.</summary>
    public string? User { get; init; }

    /// <summary>The daemon's home, with config.xml; null when it is another user's and cannot be told.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>Who started it.</summary>
    public SyncthingStarter StartedBy { get; init; }

    /// <summary>The unit or agent that it is, when a service manager started it.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether it goes on when its user logs out; null when that cannot be told.</summary>
    public bool? SurvivesLogout { get; init; }

    /// <summary>Whether it is there again after the machine was restarted; null when that cannot be told.</summary>
    public bool? SurvivesReboot { get; init; }

    /// <summary>The machine and the program.</summary>
    public override string ToString() => $"{Machine}:{Path}";
}
