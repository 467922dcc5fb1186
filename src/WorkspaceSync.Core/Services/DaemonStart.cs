using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>
/// Starts a Syncthing that is installed and stopped, here or on a host, and waits until it can be used. A home that is not there
/// yet is made first.
/// </summary>
internal static class DaemonStart
{
    /// <summary>Starts it; one that runs is only waited for.</summary>
    /// <returns>The daemon, ready.</returns>
    public static async Task<SyncNode> RunAsync(ServiceTarget target, MachineSurvey survey, StartOptions options, CancellationToken cancel)
    {
        Stopwatch clock = Stopwatch.StartNew();
        string? directory = DaemonHome.Find(target, survey);
        if (directory is not null && survey.Of(directory).Count > 0)
        {
            return await ReadyWait.UntilAsync(target, survey, manager: null, options, clock, cancel).ConfigureAwait(false);
        }

        SurveyedProgram program = FindProgram(target, survey);
        bool isNew = directory is null || (target.Home is not null && !await ExistsAsync(target, directory, cancel).ConfigureAwait(false));
        if (isNew)
        {
            options.OnPhase("making its keys");
            await NewHome.CreateAsync(target, program.Path, cancel).ConfigureAwait(false);
        }
        else if (await FindForeignAsync(target, survey, directory!, cancel).ConfigureAwait(false) is { } running)
        {
            return running;
        }

        ServiceManager manager = options.Like is { } before ? ManagerChoice.Of(target, survey, before) : ManagerChoice.ToStart(target, survey, options.IsPersistent);
        DaemonLaunch launch = options.Like is { } like ? DaemonLaunch.Like(like) : DaemonLaunch.Of(program.Path, target.Home);
        options.OnPhase($"starting, {manager.Name}");
        await manager.StartAsync(launch with { IsPersistent = options.IsPersistent }, cancel).ConfigureAwait(false);
        return await ReadyWait.UntilAsync(target, survey, manager, options, clock, cancel).ConfigureAwait(false);
    }

    /// <summary>What would be started; SyncthingNotInstalled names what is called syncthing and is something else.</summary>
    public static SurveyedProgram FindProgram(ServiceTarget target, MachineSurvey survey, SyncException? cause = null) => survey.Preferred
        ?? throw new SyncException(
            SyncError.SyncthingNotInstalled,
            survey.Programs.Count == 0
                ? $"Syncthing is not installed on {target.Where}. Install it: Install-Syncthing{target.Option}."
                : $"Syncthing is not installed on {target.Where}: {survey.Programs[0].Path} is another program ({PrintableText.Of(survey.Programs[0].VersionLine is { Length: > 0 } line ? line : "it does not tell a version")}). Install Syncthing: Install-Syncthing{target.Option}.",
            cause);

    private static async Task<bool> ExistsAsync(ServiceTarget target, string directory, CancellationToken cancel)
    {
        RemoteResult found = await target.Machine.RunAsync(new RemoteScript("[ -f \"$1/config.xml\" ]", directory), cancel).ConfigureAwait(false);
        return found.ExitCode == 0;
    }

    // Nobody of this user runs for the home, and yet something may listen at its address.
    private static async Task<SyncNode?> FindForeignAsync(ServiceTarget target, MachineSurvey survey, string directory, CancellationToken cancel)
    {
        SyncthingHome home = await DaemonHome.ReadAsync(target, survey, directory, cancel).ConfigureAwait(false);
        SyncthingEndpoint endpoint = home.ReadEndpoint();
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        Exception seen;
        try
        {
            return await DaemonHome.ConnectAsync(target, home, patience.Token).ConfigureAwait(false); // in a container, say
        }
        catch (SyncException e) when (e.Error is SyncError.NodeUnreachable)
        {
            return null;
        }
        catch (SyncException e) when (e.Error is not SyncError.NodeMismatch)
        {
            seen = e;
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            seen = e;
        }

        string? holder = await PortHolder.FindAsync(target, endpoint.Uri.Port, cancel).ConfigureAwait(false);
        throw new SyncException(
            SyncError.PortTaken,
            $"Syncthing was not started on {target.Where}: {endpoint} is its address, and {holder ?? "another program"} listens there. End that program, or give Syncthing another port (<address> under <gui> in {home.ConfigFile}).",
            seen);
    }
}
