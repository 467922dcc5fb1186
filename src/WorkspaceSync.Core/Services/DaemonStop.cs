using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>
/// Ends a daemon: asks it first, tells the service manager, and signals only processes that a survey identified by home, pid and
/// start. What it has not written yet it gets the time to write.
/// </summary>
internal static class DaemonStop
{
    private static readonly TimeSpan s_courtesy = TimeSpan.FromSeconds(10);

    /// <summary>Ends the daemon of a target.</summary>
    /// <param name="isForced">Whether it may be killed when it has not ended in time.</param>
    /// <returns>The outer process as it was; null when none ran.</returns>
    public static async Task<SurveyedProcess?> RunAsync(
        ServiceTarget target, MachineSurvey survey, TimeSpan timeout, bool isForced, Action<string> onPhase, CancellationToken cancel)
    {
        Stopwatch clock = Stopwatch.StartNew();
        if (Find(target, survey) is not { } outer)
        {
            return null;
        }

        onPhase("asking it to end");
        bool isAsked = await AskAsync(target, survey, outer, Min(s_courtesy, timeout), cancel).ConfigureAwait(false);
        (int, string)[] processes = [.. survey.Of(outer.Home!).Select(process => (process.ProcessId, process.Start))];
        await ManagerChoice.Of(target, survey, outer).StopAsync(cancel).ConfigureAwait(false);
        onPhase("waiting for its end");
        IReadOnlyList<int> left = await DaemonProcesses.EndAsync(target, processes, null, isAsked ? Min(s_courtesy, timeout) : TimeSpan.Zero, cancel).ConfigureAwait(false);
        if (left.Count > 0)
        {
            left = await DaemonProcesses.EndAsync(target, processes, "TERM", Max(timeout - clock.Elapsed, TimeSpan.FromSeconds(1)), cancel).ConfigureAwait(false);
        }

        if (left.Count > 0 && isForced)
        {
            left = await DaemonProcesses.EndAsync(target, processes, "KILL", s_courtesy, cancel).ConfigureAwait(false);
        }

        ReadyWait.Forget(target);
        return left.Count == 0
            ? outer
            : throw new SyncException(
                SyncError.StopFailed,
                $"Syncthing on {target.Where} (process {string.Join(", ", left)}) did not end within {timeout.TotalSeconds:0} s. It may be writing its database: wait longer with -Timeout, or have it killed: Stop-Syncthing{target.Option} -Force.");
    }

    /// <summary>The outer process of a target's daemon; null when none runs; NotOurDaemon when it is another user's.</summary>
    public static SurveyedProcess? Find(ServiceTarget target, MachineSurvey survey)
    {
        string? home = DaemonHome.Find(target, survey);
        return home is null || survey.Of(home) is not [{ } outer, ..]
            ? null
            : outer.User == survey.User
            ? outer
            : throw new SyncException(
                SyncError.NotOurDaemon,
                $"The Syncthing with the home {home} on {target.Where} is {outer.User}'s (process {outer.ProcessId}), and you are {survey.User}. Do it as that user: as {outer.User}@{target.HostName ?? "this machine"}.");
    }

    private static async Task<bool> AskAsync(ServiceTarget target, MachineSurvey survey, SurveyedProcess outer, TimeSpan limit, CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(limit);
        try
        {
            SyncthingHome home = await DaemonHome.ReadAsync(target, survey, outer.Home!, patience.Token).ConfigureAwait(false);
            SyncNode node = await DaemonHome.ConnectAsync(target, home, patience.Token).ConfigureAwait(false);
            using SyncthingClient client = node.Client;
            await client.System.ShutdownAsync(patience.Token).ConfigureAwait(false);
            return true;
        }
        catch (SyncException e)
        {
            return e.Error == SyncError.ConnectionLost; // it ended before it had answered
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false; // it hangs: the signal remains
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
