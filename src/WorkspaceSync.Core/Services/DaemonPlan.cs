namespace WorkspaceSync;

/// <summary>What a workspace's setup does about a daemon that does not run.</summary>
internal static class DaemonPlan
{
    /// <summary>What would be done; SyncthingNotInstalled or the cause when nothing may or can be.</summary>
    /// <param name="mayInstall">Whether the user allowed it (-Install).</param>
    /// <param name="cause">How the daemon was found not to run.</param>
    public static async Task<string> LookAsync(ServiceTarget target, bool mayInstall, SyncException cause, CancellationToken cancel)
    {
        MachineSurvey survey = await SurveyReader.AskAsync(target.Machine, cancel).ConfigureAwait(false);
        target = DaemonHome.Pin(target, survey);
        if (survey.Preferred is null && mayInstall)
        {
            string how = IsBrew(survey) ? "with Homebrew" : $"for {ReleaseName.PlatformOf(survey.Facts.OS, survey.Architecture, target.Where)}, into ~/bin";
            return $"would install the newest Syncthing on {target.Where}, {how}, and start it";
        }

        SurveyedProgram program = DaemonStart.FindProgram(target, survey, cause);
        return mayInstall
            ? $"would start syncthing {program.Version} on {target.Where}, {ManagerChoice.ToStart(target, survey, isPersistent: false).Name}"
            : throw new SyncException(
                SyncError.NodeUnreachable,
                $"syncthing {program.Version} is installed on {target.Where} and does not run. Say -Install to have it started, or start it: Start-Syncthing{target.Option}.",
                cause);
    }

    /// <summary>Does it, and waits until the daemon can be used.</summary>
    public static async Task DoAsync(ServiceTarget target, Action<WorkProgress>? onProgress, CancellationToken cancel)
    {
        MachineSurvey survey = await SurveyReader.AskAsync(target.Machine, cancel).ConfigureAwait(false);
        await DoAsync(target, survey, new InstallOptions { OnProgress = progress => onProgress?.Invoke(progress) }, cancel).ConfigureAwait(false);
    }

    /// <summary>The same, with a say in where a release comes from.</summary>
    public static async Task DoAsync(ServiceTarget target, MachineSurvey survey, InstallOptions options, CancellationToken cancel)
    {
        if (survey.Preferred is null)
        {
            await InstallAsync(target, survey, options, cancel).ConfigureAwait(false);
            survey = await SurveyReader.AskAsync(target.Machine, cancel).ConfigureAwait(false);
        }

        StartOptions start = new() { OnPhase = phase => options.OnProgress(new WorkProgress(phase)) };
        await DaemonStart.RunAsync(DaemonHome.Pin(target, survey), survey, start, cancel).ConfigureAwait(false);
    }

    private static bool IsBrew(MachineSurvey survey) => survey.Facts.OS == "Darwin" && survey.Brew is not null;

    private static async Task InstallAsync(ServiceTarget target, MachineSurvey survey, InstallOptions options, CancellationToken cancel)
    {
        if (IsBrew(survey))
        {
            options.OnProgress(new WorkProgress("brew install syncthing"));
            await PackageInstall.RunAsync(target, cancel).ConfigureAwait(false);
            return;
        }

        ReleaseStore store = ReleaseStore.Of(options);
        InstallPlan plan = await UserInstall.PlanAsync(target, survey, store, options, cancel).ConfigureAwait(false);
        await UserInstall.RunAsync(target, plan, store, options, cancel).ConfigureAwait(false);
    }
}
