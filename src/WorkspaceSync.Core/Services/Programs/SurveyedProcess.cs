namespace WorkspaceSync;

/// <summary>A process that is a Syncthing daemon, of whichever user.</summary>
internal sealed record SurveyedProcess(int ProcessId)
{
    public int ParentId { get; init; }

    /// <summary>When it began, in the machine's own words: with the pid it is the process and no other.</summary>
    public string Start { get; init; } = "";

    public DateTimeOffset? StartedAt { get; init; }

    public string User { get; init; } = "";

    /// <summary>The file that it runs from; empty when that may not be seen.</summary>
    public string Program { get; init; } = "";

    /// <summary>The systemd unit that it belongs to, with its slices; empty when none.</summary>
    public string Unit { get; init; } = "";

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The variables that matter (ST*, XDG_*, HOME); null when they may not be seen: it is another user's.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The directory with its config.xml; null when it cannot be told.</summary>
    public string? Home { get; init; }

    /// <summary>The same as a daemon, for what finds homes.</summary>
    public RunningDaemon ToDaemon() => new(ProcessId, Arguments, Environment ?? new Dictionary<string, string>());
}
