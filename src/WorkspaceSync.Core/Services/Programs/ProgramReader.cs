namespace WorkspaceSync;

/// <summary>A survey as objects: each daemon that runs, and each copy from which none does.</summary>
internal static class ProgramReader
{
    public static async Task<IReadOnlyList<SyncthingProgram>> ReadAsync(ServiceTarget target, CancellationToken cancel) =>
        Describe(target, await SurveyReader.AskAsync(target.Machine, cancel).ConfigureAwait(false));

    public static IReadOnlyList<SyncthingProgram> Describe(ServiceTarget target, MachineSurvey survey)
    {
        string? home = HomeInUse(target, survey);
        List<SyncthingProgram> programs = [];
        foreach (SurveyedProcess process in survey.Outer)
        {
            SurveyedProgram program = survey.Programs.FirstOrDefault(one => one.RealPath == process.Program || one.Path == process.Program)
                ?? new SurveyedProgram(process.Program.Length > 0 ? process.Program : process.Arguments[0], process.Program, "", "");
            programs.Add(Describe(target, survey, program, process, process.Home is not null && process.Home == home && process.User == survey.User));
        }

        bool isOneInUse = programs.Any(program => program.IsInUse);
        foreach (SurveyedProgram program in survey.Programs)
        {
            if (programs.All(running => running.Path != program.Path))
            {
                programs.Add(Describe(target, survey, program, null, !isOneInUse && program == survey.Preferred));
            }
        }

        return programs;
    }

    // The home of the daemon that is meant when nothing is said; null when there is none, or nothing says which.
    private static string? HomeInUse(ServiceTarget target, MachineSurvey survey)
    {
        try
        {
            return target.Home ?? survey.CreateFinder(target.Where).FindHome().Directory;
        }
        catch (SyncException e) when (e.Error is SyncError.HomeNotFound or SyncError.HomeAmbiguous)
        {
            return null;
        }
    }

    private static SyncthingProgram Describe(ServiceTarget target, MachineSurvey survey, SurveyedProgram program, SurveyedProcess? process, bool isInUse)
    {
        (SyncthingStarter by, string? unit) = process is null ? (SyncthingStarter.None, null) : survey.StarterOf(process);
        (bool? logout, bool? reboot) = Survives(survey, by);
        return new SyncthingProgram
        {
            Machine = target.HostName ?? Environment.MachineName,
            HostName = target.HostName,
            Path = program.Path,
            Version = program.Version,
            Source = program.SourceIn(survey.Facts.HomeDirectory),
            Package = program.Package.Length > 0 ? program.Package : null,
            IsInUse = isInUse,
            ProcessId = process?.ProcessId,
            StartedAt = process?.StartedAt,
            User = process?.User,
            ConfigPath = process?.Home,
            StartedBy = by,
            Unit = unit,
            SurvivesLogout = logout,
            SurvivesReboot = reboot,
        };
    }

    /// <summary>Whether what was started so goes on after a logout, and is there again after a reboot.</summary>
    public static (bool? Logout, bool? Reboot) Survives(MachineSurvey survey, SyncthingStarter by) => by switch
    {
        SyncthingStarter.SystemdSystem => (true, survey.SystemUnit.IsEnabled),
        SyncthingStarter.SystemdUser => (survey.Lingers, survey.UserUnit.IsEnabled && survey.Lingers == true),
        SyncthingStarter.Homebrew or SyncthingStarter.Launchd => (false, true), // an agent is one of a login
        SyncthingStarter.WorkspaceSync => (true, false),
        SyncthingStarter.Hand => (null, false),
        _ => (null, null),
    };
}
