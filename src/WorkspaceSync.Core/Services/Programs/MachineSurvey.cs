namespace WorkspaceSync;

/// <summary>What Syncthing there is on a machine, what of it runs, and who could start it.</summary>
internal sealed record MachineSurvey(HostFacts Facts)
{
    /// <summary>The session's user.</summary>
    public string User { get; init; } = "";

    /// <summary>As <c>uname -m</c> says it.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>In the order of preference: the user's own copies, then PATH, then where package managers put it.</summary>
    public IReadOnlyList<SurveyedProgram> Programs { get; init; } = [];

    public IReadOnlyList<SurveyedProcess> Processes { get; init; } = [];

    /// <summary>Whether a systemd of the user runs that can be told to start something.</summary>
    public bool HasUserManager { get; init; }

    /// <summary>The user's <c>syncthing.service</c>.</summary>
    public ServiceUnit UserUnit { get; init; } = ServiceUnit.Parse("syncthing.service", "");

    /// <summary>The machine's <c>syncthing@USER.service</c>.</summary>
    public ServiceUnit SystemUnit { get; init; } = ServiceUnit.Parse("syncthing@.service", "");

    /// <summary>Whether the user's services go on after logout; null where there is no such thing.</summary>
    public bool? Lingers { get; init; }

    /// <summary>The property lists of launchd agents for Syncthing.</summary>
    public IReadOnlyList<string> AgentFiles { get; init; } = [];

    /// <summary>launchd's agents for Syncthing that are loaded: pid (null when stopped) by label.</summary>
    public IReadOnlyDictionary<string, int?> Agents { get; init; } = new Dictionary<string, int?>();

    /// <summary>The <c>brew</c> program; null where there is none.</summary>
    public string? Brew { get; init; }

    /// <summary>Pid and start of what Start-Syncthing started in the background.</summary>
    public IReadOnlyList<(int ProcessId, string Start)> Detached { get; init; } = [];

    /// <summary>Finds homes as every other command does.</summary>
    public HomeFinder CreateFinder(string machine) => new(
        name => Facts.Environment.GetValueOrDefault(name), Facts.HomeDirectory, Facts.OS == "Darwin", Facts)
    {
        Exists = Facts.ConfigFiles.Contains,
        Machine = machine,
    };

    /// <summary>The program that would be started: the first that is Syncthing.</summary>
    public SurveyedProgram? Preferred => Programs.FirstOrDefault(program => program.Version is not null);

    /// <summary>The processes of a home's daemon: the outer one first.</summary>
    public IReadOnlyList<SurveyedProcess> Of(string home) =>
        [.. Processes.Where(process => process.Home == home).OrderBy(process => Processes.Any(other => other.ProcessId == process.ParentId))];

    /// <summary>The outer processes: one for each daemon.</summary>
    public IEnumerable<SurveyedProcess> Outer =>
        Processes.Where(process => !Processes.Any(other => other.ProcessId == process.ParentId && other.Home == process.Home));

    /// <summary>The processes of this user and this home directory: one with another HOME is of another world (a sandbox's).</summary>
    public IEnumerable<SurveyedProcess> Own => Processes.Where(
        process => process.User == User && process.Environment is { } variables && variables.GetValueOrDefault("HOME", Facts.HomeDirectory) == Facts.HomeDirectory);

    /// <summary>The same after a home's daemon has ended.</summary>
    public MachineSurvey Without(string? home) => home is null
        ? this
        : this with
        {
            Processes = [.. Processes.Where(process => process.Home != home)],
            Facts = Facts with { Daemons = [.. Facts.Daemons.Where(daemon => CreateFinder("").HomeOf(daemon).Directory != home)] },
        };

    /// <summary>Who started a process.</summary>
    public (SyncthingStarter By, string? Unit) StarterOf(SurveyedProcess process)
    {
        string unit = process.Unit.Split('/')[^1];
        if (unit.StartsWith("syncthing", StringComparison.Ordinal))
        {
            return (process.Unit.Contains("user@", StringComparison.Ordinal) ? SyncthingStarter.SystemdUser : SyncthingStarter.SystemdSystem, unit);
        }

        if (Agents.FirstOrDefault(agent => agent.Value == process.ProcessId || (agent.Value is not null && agent.Value == process.ParentId)) is { Key: { } label })
        {
            return (label.StartsWith("homebrew.", StringComparison.Ordinal) ? SyncthingStarter.Homebrew : SyncthingStarter.Launchd, label);
        }

        return (Detached.Contains((process.ProcessId, process.Start)) ? SyncthingStarter.WorkspaceSync : SyncthingStarter.Hand, null);
    }
}
