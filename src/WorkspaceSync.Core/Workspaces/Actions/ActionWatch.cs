using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>Listens to one daemon for one action, and tells each cause once, when it has become quiet after it.</summary>
internal sealed class ActionWatch(ActionRequest request, Action<SyncActionEventArgs> tell)
{
    private static readonly HashSet<string> s_types = new(StringComparer.Ordinal)
    {
        "StateChanged", "FolderSummary", "FolderCompletion", "FolderErrors", "FolderPaused", "FolderResumed", "LocalIndexUpdated", "RemoteIndexUpdated",
        "DeviceConnected", "DeviceDisconnected", "DevicePaused", "DeviceResumed", "ConfigSaved",
    };

    private readonly ActionJudge _judge = new(request);

    /// <summary>What is between it and its daemon; null when nothing is.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Looks how things are; from then on RunAsync tells what becomes different. An error when the share cannot be looked at.</summary>
    public async Task<SyncEventMark> BeginAsync(CancellationToken cancel)
    {
        SyncEventMark start = SyncEventMark.From(DateTimeOffset.Now);
        await ShareReader.GetDocumentAsync(request.Node, request.Share, cancel).ConfigureAwait(false);
        await _judge.BeginAsync(cancel).ConfigureAwait(false);
        return start;
    }

    /// <summary>Listens until it is cancelled, or until the share is gone.</summary>
    public async Task RunAsync(SyncEventMark start, CancellationToken cancel)
    {
        Channel<SyncEventItem> items = Channel.CreateUnbounded<SyncEventItem>(new UnboundedChannelOptions { SingleReader = true });
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task pump = PumpAsync(start, items.Writer, ending.Token);
        try
        {
            while (await items.Reader.WaitToReadAsync(cancel).ConfigureAwait(false))
            {
                if (await GatherAsync(items.Reader, cancel).ConfigureAwait(false) && await JudgeAsync(cancel).ConfigureAwait(false) is { } cause)
                {
                    tell(cause);
                }
            }
        }
        catch (Exception e) when (e is SyncException)
        {
            Trouble = e.Message;
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await pump.ConfigureAwait(false);
        }
    }

    // A daemon that is away is waited for; what it has to do with is looked at when it is back.
    private async Task<SyncActionEventArgs?> JudgeAsync(CancellationToken cancel)
    {
        try
        {
            SyncActionEventArgs? cause = await _judge.JudgeAsync(cancel).ConfigureAwait(false);
            Trouble = null;
            return cause;
        }
        catch (SyncException e) when (e.Error is SyncError.NodeUnreachable or SyncError.ConnectionLost or SyncError.RequestTimedOut or SyncError.HostUnreachable or SyncError.RequestRefused)
        {
            Trouble = e.Message;
            return null;
        }
    }

    // Everything up to a moment of quiet; false when none of it was about the share.
    private async Task<bool> GatherAsync(ChannelReader<SyncEventItem> items, CancellationToken cancel)
    {
        bool isOurs = false;
        using CancellationTokenSource longest = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        longest.CancelAfter(request.Quiet * ActionRequest.LongestInQuiets);
        while (true)
        {
            while (items.TryRead(out SyncEventItem item))
            {
                isOurs |= Note(item);
            }

            if (!isOurs)
            {
                return false;
            }

            using CancellationTokenSource quiet = CancellationTokenSource.CreateLinkedTokenSource(longest.Token);
            quiet.CancelAfter(request.Quiet);
            try
            {
                if (!await items.WaitToReadAsync(quiet.Token).ConfigureAwait(false))
                {
                    return true;
                }
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return true;
            }
        }
    }

    private bool Note(SyncEventItem item)
    {
        if (item.Break is { } missing)
        {
            _judge.NoteGap();
            Trouble = missing.Kind is FeedBreakKind.Unreachable or FeedBreakKind.Lost ? missing.Message : null;
            return true;
        }

        SyncEvent told = item.Event!;
        if (told.Share is not null && told.Share != request.Share)
        {
            return false;
        }

        _judge.Note(told);
        return true;
    }

    private async Task PumpAsync(SyncEventMark start, ChannelWriter<SyncEventItem> items, CancellationToken cancel)
    {
        try
        {
            bool withFiles = request.On is SyncActionTrigger.Changed or SyncActionTrigger.Conflict or SyncActionTrigger.InSync;
            bool onlyFiles = request.On is SyncActionTrigger.Changed or SyncActionTrigger.Conflict;
            await foreach (SyncEventItem item in SyncEventReader.ReadAsync(
                request.Node, type => (withFiles && EventTypes.OnDisk.Contains(type)) || (!onlyFiles && s_types.Contains(type)), start, follows: true, cancel).ConfigureAwait(false))
            {
                await items.WriteAsync(item, cancel).ConfigureAwait(false);
            }

            items.TryComplete();
        }
        catch (Exception e) when (e is SyncException or OperationCanceledException)
        {
            items.TryComplete(e is SyncException ? e : null);
        }
    }
}
