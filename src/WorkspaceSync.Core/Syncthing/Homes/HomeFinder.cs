namespace WorkspaceSync;

/// <summary>
/// Finds the daemon of this machine and user as Syncthing's own command line would: what the session's environment says,
/// then what runs, then where each system has it.
/// </summary>
internal sealed class HomeFinder(Func<string, string?> environment, string userHome, bool isMac, IProcessTable processes)
{
    private static readonly string[] s_variables = ["STHOMEDIR", "STCONFDIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"];

    /// <summary>A home somewhere below a directory with this file is a sandbox's, which nobody means who doesn't name it.</summary>
    internal const string SandboxMark = ".workspacesync-sandbox";

    /// <summary>Whether a file exists where the homes are; on another machine it has been asked before.</summary>
    public Func<string, bool> Exists { get; init; } = File.Exists;

    /// <summary>Where it is looked, for messages.</summary>
    public string Machine { get; init; } = "this machine";

    private static HomeFinder ForThisUser => new(
        Environment.GetEnvironmentVariable,
        Environment.GetEnvironmentVariable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsMacOS(),
        OperatingSystem.IsMacOS() ? new MacProcessTable() : new LinuxProcessTable());

    /// <summary>The daemon's home; HomeNotFound or HomeAmbiguous say what to do.</summary>
    public static SyncthingHome Find() => ForThisUser.FindHome();

    /// <summary>The homes of all daemons that run, sandboxes included.</summary>
    public static IReadOnlyList<SyncthingHome> FindRunning() => ForThisUser.RunningHomes(withSandboxes: true);

    /// <summary>Changes when the session's environment may point to another home.</summary>
    public static string EnvironmentKey() => string.Join('\n', s_variables.Select(Environment.GetEnvironmentVariable));

    public SyncthingHome FindHome()
    {
        // 1.19 ignores both variables, and a daemon of that version isn't there. Whoever set them in this session means them, though.
        if ((environment("STHOMEDIR") ?? environment("STCONFDIR")) is { Length: > 0 } named)
        {
            string directory = Path.GetFullPath(named);
            return RunningHomes(withSandboxes: true).FirstOrDefault(home => home.Directory == directory) is { } running
                ? running with { Origin = HomeOrigin.Environment }
                : new SyncthingHome(directory, HomeOrigin.Environment);
        }

        List<SyncthingHome> found = RunningHomes(withSandboxes: false);
        string[] defaults = [.. DefaultHomes()];
        return found.Count switch
        {
            1 => found[0],
            > 1 => found.FirstOrDefault(home => defaults.Contains(home.Directory)) ?? throw Ambiguous(found),
            _ => defaults.Where(directory => Exists(Path.Join(directory, "config.xml"))).Select(directory => new SyncthingHome(directory, HomeOrigin.Default)).FirstOrDefault()
                ?? throw new SyncException(
                    SyncError.HomeNotFound,
                    $"No Syncthing was found on {Machine}: none runs as its user, and there is no config.xml in {string.Join(" or ", defaults)}. Install and start Syncthing, or name its home: Connect-SyncNode -ConfigPath, or $env:STHOMEDIR."),
        };
    }

    /// <summary>Where Syncthing keeps its home by default, the likeliest first (lib/locations, 1.27 and later; before it was the first two).</summary>
    public IEnumerable<string> DefaultHomes()
    {
        if (isMac)
        {
            return [Path.Join(userHome, "Library/Application Support/Syncthing")];
        }

        List<string> homes = [];
        if (environment("XDG_CONFIG_HOME") is { Length: > 0 } config)
        {
            homes.Add(Path.Join(config, "syncthing"));
        }

        homes.Add(Path.Join(userHome, ".config/syncthing"));
        if (environment("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state))
        {
            homes.Add(Path.Join(state, "syncthing"));
        }

        homes.Add(Path.Join(userHome, ".local/state/syncthing"));
        return homes.Distinct();
    }

    private List<SyncthingHome> RunningHomes(bool withSandboxes)
    {
        List<SyncthingHome> homes = [];
        foreach (RunningDaemon daemon in processes.FindDaemons())
        {
            SyncthingHome home = HomeOf(daemon);
            if ((withSandboxes || !IsInSandbox(home.Directory)) && homes.All(other => other.Directory != home.Directory))
            {
                homes.Add(home); // a daemon's outer and inner process name the same one
            }
        }

        return homes;
    }

    /// <summary>Where a daemon that runs has its home, by its arguments and environment.</summary>
    public SyncthingHome HomeOf(RunningDaemon daemon)
    {
        string? directory = daemon.Flag("home") ?? daemon.Flag("config", "conf")
            ?? Named(daemon, "STHOMEDIR") ?? Named(daemon, "STCONFDIR");
        HomeFinder asDaemon = new(name => daemon.Environment.GetValueOrDefault(name), daemon.Environment.GetValueOrDefault("HOME") ?? userHome, isMac, processes) { Exists = Exists };
        directory ??= asDaemon.DefaultHomes().FirstOrDefault(home => Exists(Path.Join(home, "config.xml"))) ?? asDaemon.DefaultHomes().First();
        return new SyncthingHome(Path.GetFullPath(directory).TrimEnd('/'), HomeOrigin.Process)
        {
            Override = new GuiOverride(
                daemon.Flag("gui-address") ?? Named(daemon, "STGUIADDRESS"),
                daemon.Flag("gui-apikey") ?? Named(daemon, "STGUIAPIKEY")),
        };
    }

    private bool IsInSandbox(string directory)
    {
        for (string? above = directory; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Exists(Path.Join(above, SandboxMark)))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Named(RunningDaemon daemon, string variable) =>
        daemon.Environment.GetValueOrDefault(variable) is { Length: > 0 } value ? value : null;

    private SyncException Ambiguous(List<SyncthingHome> homes) => new(
        SyncError.HomeAmbiguous,
        $"{homes.Count} Syncthing daemons run on {Machine}, with the homes {string.Join(", ", homes.Select(home => home.Directory))}. Say which is meant: $env:STHOMEDIR = '{homes[0].Directory}', or connect to each: Connect-SyncNode -ConfigPath.");
}
