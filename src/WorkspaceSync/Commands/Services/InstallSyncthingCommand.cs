using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Installs Syncthing, or another version of it; what is there already is left alone.</summary>
[Cmdlet(VerbsLifecycle.Install, "Syncthing", SupportsShouldProcess = true)]
[OutputType(typeof(SyncthingProgram))]
public sealed class InstallSyncthingCommand : ServiceCmdlet
{
    private const int ActivityId = 7206;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Version { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    [Parameter]
    public InstallScope Scope { get; set; }

    [Parameter]
    [ValidatePattern("^[0-9A-Fa-f]{64}$")]
    public string? Sha256 { get; set; }

    [Parameter]
    public SwitchParameter Rollback { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (ServiceTarget target in GivenTargets())
        {
            Attempt(target.HostName, () =>
            {
                using WorkBar bar = new(this, ActivityId, $"Installing Syncthing on {target.Where}");
                Install(target, bar);
            });
        }
    }

    private void Install(ServiceTarget target, WorkBar bar)
    {
        MachineSurvey survey = Await(cancel => SurveyReader.AskAsync(target.Machine, cancel));
        bool isChanged = Rollback ? RollBack(target, survey)
            : Scope == InstallScope.System || (survey.Facts.OS == "Darwin" && Version is null && Source is null) ? InstallPackage(target, survey)
            : InstallCopy(target, survey, bar);
        if (isChanged && survey.Own.Any())
        {
            WriteWarning($"{target.Where}: the daemon that runs goes on as the version that it was started as. Restart-Syncthing{target.Option} starts the new one.");
        }

        if (PassThru && (isChanged || !MyInvocation.BoundParameters.ContainsKey("WhatIf")))
        {
            MachineSurvey after = Await(cancel => SurveyReader.AskAsync(target.Machine, cancel));
            WriteObject(ProgramReader.Describe(target, after).FirstOrDefault(program => program.Path == after.Preferred?.Path));
        }
    }

    private bool InstallCopy(ServiceTarget target, MachineSurvey survey, WorkBar bar)
    {
        InstallOptions options = new()
        {
            Version = Version,
            Source = Source is null || Source.Contains("://", StringComparison.Ordinal) ? Source : GetUnresolvedProviderPathFromPSPath(Source),
            Sha256 = Sha256,
            IsForced = Force,
            OnProgress = progress => _ = OnPipeline(() => bar.Show(progress), StopToken),
        };
        ReleaseStore store = ReleaseStore.Of(options);
        InstallPlan plan = Await(cancel => UserInstall.PlanAsync(target, survey, store, options, cancel));
        if (plan.IsDone)
        {
            WriteVerbose($"{target.Where}: {plan.File} is {plan.Present} already.");
            return false;
        }

        string what = $"{plan.Release.File} from {store.Name} as {plan.File} on {target.Where}{(plan.Present is null ? "" : $", where {plan.Present} is kept for -Rollback")}";
        if (!ShouldProcess(what, "Install"))
        {
            return false;
        }

        Await(cancel => UserInstall.RunAsync(target, plan, store, options, cancel));
        return true;
    }

    private bool InstallPackage(ServiceTarget target, MachineSurvey survey)
    {
        if (Version is not null || Source is not null || Sha256 is not null)
        {
            throw new SyncException(SyncError.InstallFailed, "A package manager chooses version and source itself. Leave out -Version, -Source and -Sha256, or install a copy of the user's own: -Scope User.");
        }

        if (survey.Programs.FirstOrDefault(program => program.Version is not null && program.SourceIn(survey.Facts.HomeDirectory) is SyncthingSource.Package or SyncthingSource.Homebrew) is { } present && !Force)
        {
            WriteVerbose($"{target.Where}: {present.Path} is {present.Version} already; -Force has the package manager look for a newer one.");
            return false;
        }

        if (!ShouldProcess($"the syncthing package on {target.Where}", "Install"))
        {
            return false;
        }

        Await(cancel => PackageInstall.RunAsync(target, cancel));
        return true;
    }

    private bool RollBack(ServiceTarget target, MachineSurvey survey)
    {
        SurveyedProgram? present = survey.Programs.FirstOrDefault(program => program.SourceIn(survey.Facts.HomeDirectory) == SyncthingSource.UserCopy);
        string file = present?.Path ?? $"{survey.Facts.HomeDirectory}/bin/syncthing";
        if (!ShouldProcess($"{file} on {target.Where}, {present?.Version}", "Put back the copy before"))
        {
            return false;
        }

        WriteVerbose($"{target.Where}: {Await(cancel => UserInstall.RollBackAsync(target, survey, file, Force, cancel))}");
        return true;
    }
}
