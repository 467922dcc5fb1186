using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>Watches one node: its events say what to ask again, and nothing is asked without one.</summary>
/// <param name="isWanted">By share id.</param>
internal sealed class NodeWatch(SyncNode node, Func<string, bool> isWanted)
{
    private static readonly HashSet<string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        "StateChanged", "FolderSummary", "FolderCompletion", "FolderErrors", "FolderPaused", "FolderResumed", "DeviceConnected", "DeviceDisconnected", "DevicePaused",
        "DeviceResumed", "ConfigSaved", "DownloadProgress", "ItemStarted", "ItemFinished", "LocalIndexUpdated", "RemoteIndexUpdated", "LocalChangeDetected",
        "RemoteChangeDetected", "ClusterConfigReceived",
    };

    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(150);

    private readonly ConcurrentDictionary<string, bool> _stale = []; // by share; all under the empty name
    private readonly ConcurrentDictionary<string, Lazy<int?>> _conflicts = [];
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _areLinksStale = true;

    public SyncNode Node => node;

    public WatchState State { get; } = new(node);

    /// <summary>What is to happen when something that people look at has changed.</summary>
    public Action OnChange { get; init; } = () => { };

    /// <summary>What is to happen with each status that differs from the last.</summary>
    public Action<SyncStatus> OnStatus { get; init; } = _ => { };

    /// <summary>What is to happen when something has to be said: a lost connection, a restart.</summary>
    public Action<string> OnNotice { get; init; } = _ => { };

    /// <summary>Finds the ways to the devices; asked when one comes or goes, and when what was found is old.</summary>
    public Func<SyncNode, CancellationToken, Task<IReadOnlyList<WatchLink>>>? FindLinks { get; init; }

    /// <summary>How long a way is believed: ZeroTier changes one, or loses it, without a word to anybody.</summary>
    public TimeSpan LinksLast { get; init; } = PathRule.FreshFor;

    /// <summary>Runs until it is cancelled. A daemon that does not answer at first, or refuses, is an error.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task[] tasks = [FollowAsync(both.Token), RefreshAsync(both.Token)];
        Task first = await Task.WhenAny(tasks).ConfigureAwait(false);
        await both.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(tasks).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        await first.ConfigureAwait(false); // what ended it, and not that the other was cancelled for it
    }

    /// <summary>Asks again about a share, or all, without an event: for who has just changed it.</summary>
    public void Refresh(string share = "")
    {
        _stale[share] = true;
        _work.Writer.TryWrite(true);
    }

    private async Task FollowAsync(CancellationToken cancel)
    {
        await foreach (SyncEventItem item in SyncEventReader.ReadAsync(node, s_types.Contains, null, follows: true, cancel, () => Refresh()).ConfigureAwait(false))
        {
            if (item.Break is { } missing)
            {
                State.SetTrouble(missing.Kind == FeedBreakKind.Unreachable ? missing.Message : null);
                OnNotice(missing.Message);
                OnChange();
                if (missing.Kind != FeedBreakKind.Unreachable)
                {
                    _areLinksStale = true;
                    Refresh(); // whatever was missed shows in what is so now
                }
            }
            else
            {
                Hear(item.Event!);
            }
        }
    }

    private void Hear(SyncEvent entry)
    {
        bool isOfAll = entry.Type.StartsWith("Device", StringComparison.Ordinal) || entry.Type is "ConfigSaved" or "ClusterConfigReceived";
        if (!isOfAll && entry.Share is { } share && !isWanted(share))
        {
            return;
        }

        State.Hear(entry);
        if (entry.Type.StartsWith("Device", StringComparison.Ordinal))
        {
            _areLinksStale = true;
        }

        if (entry.Share is not null && (entry.Path is null || entry.Path.Contains(".sync-conflict-", StringComparison.Ordinal)) && entry.Type is "LocalIndexUpdated" or "ItemFinished" or "LocalChangeDetected")
        {
            _conflicts.TryRemove(entry.Share!, out _);
        }

        OnChange();
        if (isOfAll || (entry.Share is not null && entry.Type is not ("ItemStarted" or "LocalChangeDetected" or "RemoteChangeDetected")))
        {
            Refresh(isOfAll ? "" : entry.Share!);
        }
    }

    private async Task RefreshAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (!await IsAskedAsync(cancel).ConfigureAwait(false))
            {
                await ReadLinksAsync(cancel).ConfigureAwait(false);
                continue;
            }

            await Task.Delay(s_settling, cancel).ConfigureAwait(false); // events come in bursts
            string[] stale = [.. _stale.Keys];
            Array.ForEach(stale, share => _stale.TryRemove(share, out _));
            Stopwatch clock = Stopwatch.StartNew();
            try
            {
                await ReadAsync(stale, cancel).ConfigureAwait(false);
            }
            catch (SyncException e) when (e.Error is not SyncError.ApiKeyRejected)
            {
                OnNotice(e.Message); // the daemon is going, or a share has just gone: the events say so as well
            }

            OnChange();
            await Task.Delay(clock.Elapsed * 3, cancel).ConfigureAwait(false); // a large share's status is dear: never more than a quarter of the time
        }
    }

    private async Task ReadAsync(string[] stale, CancellationToken cancel)
    {
        List<SyncShare> shares = [];
        await foreach (SyncShare share in ShareReader.ReadAllAsync(node, cancel).ConfigureAwait(false))
        {
            if (isWanted(share.Id))
            {
                shares.Add(share);
            }
        }

        State.Keep(shares.Select(share => share.Id).ToHashSet());
        foreach (SyncShare share in shares.Where(share => stale.Contains("") || stale.Contains(share.Id)))
        {
            if (!_conflicts.TryGetValue(share.Id, out Lazy<int?>? conflicts) && await ConflictCounter.StartAsync(node, share.Path, cancel).ConfigureAwait(false) is { } counted)
            {
                _conflicts[share.Id] = conflicts = counted;
            }

            SyncStatus status = await StatusReader.ReadOneAsync(node, share, conflicts, cancel).ConfigureAwait(false);
            if (State.Set(status))
            {
                OnStatus(status);
            }
        }

        if (_areLinksStale && FindLinks is not null)
        {
            _areLinksStale = false;
            State.SetLinks(await FindLinks(node, cancel).ConfigureAwait(false));
        }
    }

    // False when nobody did until the ways grew old.
    private async Task<bool> IsAskedAsync(CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(FindLinks is null ? Timeout.InfiniteTimeSpan : LinksLast);
        try
        {
            return await _work.Reader.ReadAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task ReadLinksAsync(CancellationToken cancel)
    {
        try
        {
            State.SetLinks(await FindLinks!(node, cancel).ConfigureAwait(false));
            OnChange();
        }
        catch (SyncException e) when (e.Error is not SyncError.ApiKeyRejected)
        {
            _areLinksStale = true; // out of reach, which the events say: what is shown is marked as old, and found anew after that
        }
    }
}
