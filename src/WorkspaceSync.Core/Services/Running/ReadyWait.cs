using System.Diagnostics;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Waits until a daemon that was started answers and has loaded its folders, or says from its log why it will not.</summary>
internal static class ReadyWait
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(25); // a daemon that starts tells nobody

    // Asking the machine takes a process there, of the time that the daemon needs to start.
    private static readonly TimeSpan s_lookAfterIt = TimeSpan.FromMilliseconds(250);

    /// <param name="manager">What started it; null when it ran before.</param>
    public static async Task<SyncNode> UntilAsync(
        ServiceTarget target, MachineSurvey survey, ServiceManager? manager, StartOptions options, Stopwatch clock, CancellationToken cancel)
    {
        options.OnPhase("waiting for its API");
        SyncNode node = await AnswerAsync(target, survey, manager, options, clock, cancel).ConfigureAwait(false);
        Forget(target);
        options.OnPhase("loading its folders");
        await foreach (JObject folder in node.Client.Config.GetFoldersAsync(cancel).ConfigureAwait(false))
        {
            string id = (string)folder["id"]!;
            while ((bool?)folder["paused"] != true && !await IsLoadedAsync(node, id, cancel).ConfigureAwait(false))
            {
                if (clock.Elapsed > options.Timeout)
                {
                    throw new SyncException(
                        SyncError.StartTimedOut,
                        $"Syncthing on {target.Where} answers, and has not loaded the folder '{id}' within {options.Timeout.TotalSeconds:0} s. It goes on loading: look with Get-SyncStatus, or wait longer with -Timeout.");
                }

                await Task.Delay(s_pause, cancel).ConfigureAwait(false);
            }
        }

        return node;
    }

    /// <summary>Has the session look for the daemon again: it may have another port, or not be there.</summary>
    public static void Forget(ServiceTarget target)
    {
        if (target.HostName is { } host)
        {
            NodeRegistry.Current.ForgetHost(host);
        }
        else
        {
            NodeRegistry.Current.ForgetLocal();
        }
    }

    private static async Task<SyncNode> AnswerAsync(
        ServiceTarget target, MachineSurvey survey, ServiceManager? manager, StartOptions options, Stopwatch clock, CancellationToken cancel)
    {
        SyncthingHome? home = null;
        TimeSpan looked = clock.Elapsed;
        while (true)
        {
            SyncException last;
            try
            {
                home ??= target.Home is null && DaemonHome.Find(target, survey) is null
                    ? await RemoteHome.FindAsync(target.Machine, cancel).ConfigureAwait(false)
                    : await DaemonHome.ReadAsync(target, survey, DaemonHome.Find(target, survey)!, cancel).ConfigureAwait(false);
                if (options.Like is { Environment: { } environment } like)
                {
                    home = home with { Override = survey.CreateFinder(target.Where).HomeOf(like.ToDaemon() with { Environment = environment }).Override };
                }

                return await DaemonHome.ConnectAsync(target, home, cancel).ConfigureAwait(false);
            }
            catch (SyncException e) when (e.Error is SyncError.NodeUnreachable or SyncError.ConnectionLost or SyncError.HomeNotFound or SyncError.HomeUnreadable or SyncError.NotSyncthing or SyncError.RequestRefused)
            {
                last = e; // NotSyncthing: while 2.x migrates its database, a page of its own answers
            }

            bool isTime = clock.Elapsed - looked > s_lookAfterIt;
            looked = isTime ? clock.Elapsed : looked;
            if (isTime && manager is not null && !await manager.IsAliveAsync(cancel).ConfigureAwait(false))
            {
                string log = await manager.ReadLogAsync(cancel).ConfigureAwait(false);
                string? holder = home is null ? null : await PortHolder.FindAsync(target, home.ReadEndpoint().Uri.Port, cancel).ConfigureAwait(false);
                throw StartFailure.Describe(target, log, holder);
            }

            if (clock.Elapsed > options.Timeout)
            {
                string log = manager is null ? "" : await manager.ReadLogAsync(cancel).ConfigureAwait(false);
                throw new SyncException(
                    SyncError.StartTimedOut,
                    $"Syncthing on {target.Where} runs, and did not answer within {options.Timeout.TotalSeconds:0} s ({last.Message}) A database that is being migrated takes its time: wait longer with -Timeout. The end of its log:{StartFailure.Tail(log)}",
                    last);
            }

            await Task.Delay(s_pause, cancel).ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsLoadedAsync(SyncNode node, string folder, CancellationToken cancel)
    {
        try
        {
            FolderStatus status = await node.Client.Database.GetStatusAsync(folder, cancel).ConfigureAwait(false);
            return status.State is not ("" or "starting" or "unknown");
        }
        catch (RequestRefusedException e) when (e.Status == System.Net.HttpStatusCode.NotFound)
        {
            return false; // configured, and the database does not know it yet
        }
    }
}
