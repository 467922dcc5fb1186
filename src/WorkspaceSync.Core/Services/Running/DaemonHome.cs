namespace WorkspaceSync;

/// <summary>The home of a target's daemon, and the daemon when it answers.</summary>
internal static class DaemonHome
{
    /// <summary>The directory; null when there is no home yet.</summary>
    public static string? Find(ServiceTarget target, MachineSurvey survey)
    {
        if (target.Home is not null)
        {
            return target.Home;
        }

        try
        {
            return survey.CreateFinder(target.Where).FindHome().Directory;
        }
        catch (SyncException e) when (e.Error == SyncError.HomeNotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// Names the home where the session's environment does (STHOMEDIR, in a sandbox): 1.19 does not heed the variable, and would
    /// start with the user's own home.
    /// </summary>
    public static ServiceTarget Pin(ServiceTarget target, MachineSurvey survey)
    {
        bool isNamed = survey.Facts.Environment.ContainsKey("STHOMEDIR") || survey.Facts.Environment.ContainsKey("STCONFDIR");
        return target.Home is null && isNamed ? target with { Home = Find(target, survey) } : target;
    }

    /// <summary>Its files, in memory; and what the process that runs says over them.</summary>
    public static Task<SyncthingHome> ReadAsync(ServiceTarget target, MachineSurvey survey, string directory, CancellationToken cancel)
    {
        SyncthingHome home = survey.Of(directory) is [{ Environment: not null } process, ..]
            ? survey.CreateFinder(target.Where).HomeOf(process.ToDaemon())
            : new SyncthingHome(directory, HomeOrigin.Given);
        return RemoteHome.ReadAsync(target.Machine, home, cancel);
    }

    /// <summary>The daemon, which has to be the one of that home.</summary>
    public static Task<SyncNode> ConnectAsync(ServiceTarget target, SyncthingHome home, CancellationToken cancel) =>
        target.HostName is null && target.Machine == LocalShell.Instance
            ? NodeConnector.ConnectAsync(home, null, cancel)
            : NodeConnector.ConnectThroughAsync(home, target.Machine, cancel);
}
