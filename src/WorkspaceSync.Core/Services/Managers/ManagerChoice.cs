namespace WorkspaceSync;

/// <summary>Decides who starts and stops a daemon.</summary>
internal static class ManagerChoice
{
    /// <summary>Who would start the machine's daemon; the background where nobody else would.</summary>
    /// <param name="isPersistent">Whether it is to be there again after a reboot: then a service is made where there is none.</param>
    public static ServiceManager ToStart(ServiceTarget target, MachineSurvey survey, bool isPersistent)
    {
        if (target.Home is not null)
        {
            return new DetachedManager(target, survey); // a home of its own is no service of the machine
        }

        SyncthingSource source = survey.Preferred?.SourceIn(survey.Facts.HomeDirectory) ?? SyncthingSource.Elsewhere;
        if (survey.SystemUnit is { Exists: true, IsEnabled: true })
        {
            return new SystemdManager(target, survey, isUser: false);
        }

        // The package's user unit starts the package's program, which is not the one that is meant when the user has an own copy.
        bool isUnitOurs = survey.UserUnit.Exists && (survey.UserUnit.IsEnabled || source is SyncthingSource.Package);
        if (survey.HasUserManager && (isPersistent || isUnitOurs))
        {
            return new SystemdManager(target, survey, isUser: true);
        }

        if (survey.Facts.OS == "Darwin")
        {
            return source is SyncthingSource.Homebrew && survey.Brew is not null
                ? new BrewManager(target, survey)
                : survey.AgentFiles.Count > 0 || isPersistent ? new LaunchdManager(target, survey) : new DetachedManager(target, survey);
        }

        return new DetachedManager(target, survey);
    }

    /// <summary>Who has a process that runs, and would start it again or has to know that it is to end.</summary>
    public static ServiceManager Of(ServiceTarget target, MachineSurvey survey, SurveyedProcess process) => survey.StarterOf(process).By switch
    {
        SyncthingStarter.SystemdUser => new SystemdManager(target, survey, isUser: true),
        SyncthingStarter.SystemdSystem => new SystemdManager(target, survey, isUser: false),
        SyncthingStarter.Homebrew => new BrewManager(target, survey),
        SyncthingStarter.Launchd => new LaunchdManager(target, survey),
        _ => new DetachedManager(target, survey),
    };
}
