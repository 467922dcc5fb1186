using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>
/// One of a daemon's two streams of events, without gaps: by ids that follow each other, over connections that break and
/// over restarts. What is missing all the same is said.
/// </summary>
/// <param name="isDisk">The changes of files; else all others.</param>
internal sealed class EventFeed(SyncNode node, bool isDisk)
{
    private static readonly TimeSpan s_longPoll = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    // A daemon cannot end, start and answer again in less: between two questions closer than this it is the same run.
    private static readonly TimeSpan s_quickestRestart = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _sinceAnswer = new();
    private DateTimeOffset? _startedAt;
    private long _last;
    private long _lastGlobal;

    /// <summary>Opens the feed: what happens from now on will be told. A daemon that does not answer now is an error.</summary>
    /// <param name="start">From where to tell what the daemon remembers; null for nothing of it.</param>
    public async Task<IReadOnlyList<FeedItem>> OpenAsync(SyncEventMark? start, CancellationToken cancel)
    {
        _startedAt = (await NodeIdentity.AskAsync(node.Client, node.Name, cancel).ConfigureAwait(false)).StartedAt;
        List<DaemonEvent> remembered = await node.Client.Events.PollAsync(isDisk, 0, TimeSpan.Zero, start is null ? 1 : null, cancel).ConfigureAwait(false);
        Advance(remembered);
        if (start is null)
        {
            return [];
        }

        bool isOtherRun = start.Id > 0 && (start.Time < _startedAt || (!isDisk && start.Id > _lastGlobal));
        FeedBreak? missing = isOtherRun ? Restarted(start.Id) : Forgotten(start, remembered);
        IEnumerable<FeedItem> items = remembered.Where(entry => isOtherRun || start.IsBefore(entry)).Select(entry => new FeedItem(entry, null));
        return [.. missing is null ? items : items.Prepend(new(null, missing))];
    }

    /// <summary>What happens after that, as it happens, and the breaks in it.</summary>
    public async IAsyncEnumerable<FeedItem> FollowAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            (List<DaemonEvent> events, SyncException? trouble) = await NextAsync(cancel).ConfigureAwait(false);
            if (trouble is not null)
            {
                yield return new(null, new(FeedBreakKind.Unreachable, $"{node.Name}: {Describe(trouble)}. Its events are waited for."));
                yield return new(null, await ReturnAsync(cancel).ConfigureAwait(false));
                continue;
            }

            if (events.Count > 0 && events[0].Id > _last + 1)
            {
                yield return new(null, new(
                    FeedBreakKind.Lost,
                    $"{node.Name}: events {_lastGlobal + 1} to {events[0].GlobalId - 1} are lost: a daemon keeps a thousand, and they were not read fast enough."));
            }

            Advance(events);
            foreach (DaemonEvent entry in events)
            {
                yield return new(entry, null);
            }
        }
    }

    // The error's own words are about a call that failed; here nothing has to be done about it.
    private static string Describe(SyncException trouble) => trouble.Error switch
    {
        SyncError.NodeUnreachable => "its Syncthing is not reachable",
        SyncError.HostUnreachable => "the host is not reachable",
        SyncError.RequestTimedOut => "its Syncthing does not answer in time",
        _ => "the connection to its Syncthing broke",
    };

    // Whether trouble is of the kind that passes: the daemon restarts, the line is down.
    private static bool IsPassing(SyncException error) => error.Error is SyncError.NodeUnreachable or SyncError.ConnectionLost or SyncError.RequestTimedOut
        or SyncError.HostUnreachable or SyncError.TunnelRefused or SyncError.NotSyncthing or SyncError.RequestRefused;

    private async Task<(List<DaemonEvent> Events, SyncException? Trouble)> NextAsync(CancellationToken cancel)
    {
        try
        {
            // Nothing was asked for a while, as whoever reads is slow: a restart in between would not show in a broken connection.
            if (_sinceAnswer.Elapsed > s_quickestRestart && (await node.Client.System.GetStatusAsync(cancel).ConfigureAwait(false)).StartTime != _startedAt)
            {
                throw new SyncException(SyncError.ConnectionLost, $"{node.Name}: its Syncthing was restarted.");
            }

            List<DaemonEvent> events = await node.Client.Events.PollAsync(isDisk, _last, s_longPoll, null, cancel).ConfigureAwait(false);
            _sinceAnswer.Restart();
            return (events, null);
        }
        catch (SyncException e) when (IsPassing(e))
        {
            return ([], e);
        }
    }

    // Asks until it answers, and finds out whether it is the same run.
    private async Task<FeedBreak> ReturnAsync(CancellationToken cancel)
    {
        for (TimeSpan pause = TimeSpan.FromMilliseconds(100); ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, s_longestPause.Ticks)))
        {
            await Task.Delay(pause, cancel).ConfigureAwait(false);
            try
            {
                NodeIdentity now = await NodeIdentity.AskAsync(node.Client, node.Name, cancel).ConfigureAwait(false);
                if (now.DeviceId != node.DeviceId)
                {
                    throw new SyncException(SyncError.NodeMismatch, $"{node.Name}: another Syncthing answers now where it was ({now.DeviceId[..7]}…). Connect to it anew.");
                }

                node.Identity = now;
                if (now.StartedAt == _startedAt)
                {
                    return new(FeedBreakKind.Back, $"{node.Name}: its Syncthing answers again.");
                }

                (FeedBreak restarted, _startedAt, _last, _lastGlobal) = (Restarted(_lastGlobal), now.StartedAt, 0, 0);
                return restarted;
            }
            catch (SyncException e) when (IsPassing(e))
            {
                // not yet
            }
        }
    }

    private void Advance(List<DaemonEvent> events)
    {
        if (events.Count > 0)
        {
            (_last, _lastGlobal) = (events[^1].Id, events[^1].GlobalId);
        }

        _sinceAnswer.Restart();
    }

    private FeedBreak Restarted(long? last) => new(
        FeedBreakKind.Restarted,
        $"{node.Name}: its Syncthing was restarted, and counts from 1 again. What it told after event {last} and before that is lost.");

    private FeedBreak? Forgotten(SyncEventMark start, List<DaemonEvent> remembered)
    {
        if (remembered is not [{ Id: > 1 } oldest, ..] || start == SyncEventMark.Beginning)
        {
            return start.Time < _startedAt
                ? new(FeedBreakKind.Lost, $"{node.Name}: its Syncthing was started at {_startedAt?.ToLocalTime():yyyy-MM-dd HH:mm:ss}. What was told before is lost.")
                : null;
        }

        return start.Id + 1 < oldest.GlobalId || start.Time < oldest.Time
            ? new(FeedBreakKind.Lost, $"{node.Name}: the events from {start} to {oldest.GlobalId - 1} ({oldest.Time.ToLocalTime():HH:mm:ss}) are lost: a daemon keeps a thousand.")
            : null;
    }
}
