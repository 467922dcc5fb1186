using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>The actions of this session. Each listens on its own, and has the engine run its script block as an event's action.</summary>
internal sealed class ActionRegistry
{
    private readonly object _gate = new();
    private readonly List<(SyncAction Action, PSEventManager Events, CancellationTokenSource Ending)> _all = [];

    /// <summary>The session's own.</summary>
    public static ActionRegistry Current { get; } = new();

    /// <summary>All, in the order in which they were registered.</summary>
    public IReadOnlyList<SyncAction> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all.Select(one => one.Action)];
            }
        }
    }

    /// <summary>Adds an action and has it listen. One of the same name is replaced, so that a profile that is read twice acts once.</summary>
    /// <param name="watchOf">Makes what listens, given what to do with a cause.</param>
    public void Add(SyncAction action, PSEventManager events, Func<Action<SyncActionEventArgs>, ActionWatch> watchOf, Func<ActionWatch, SyncEventMark> begin)
    {
        CancellationTokenSource ending = new();
        action.Watch = watchOf(cause => Tell(action, events, cause, ending.Token));
        SyncEventMark start = begin(action.Watch);
        Remove(action.Name);
        action.Subscribe(events);
        lock (_gate)
        {
            _all.Add((action, events, ending));
        }

        action.Listening = Task.Run(async () =>
        {
            try
            {
                await action.Watch.RunAsync(start, ending.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // unregistered
            }
        });
    }

    /// <summary>Ends an action; true when there was one of that name.</summary>
    public bool Remove(string name)
    {
        (SyncAction Action, PSEventManager Events, CancellationTokenSource Ending)[] ended;
        lock (_gate)
        {
            ended = [.. _all.Where(one => string.Equals(one.Action.Name, name, StringComparison.OrdinalIgnoreCase))];
            _all.RemoveAll(ended.Contains);
        }

        foreach ((SyncAction action, PSEventManager events, CancellationTokenSource ending) in ended)
        {
            ending.Cancel();
            Unsubscribe(action, events);
        }

        return ended.Length > 0;
    }

    /// <summary>Ends all.</summary>
    public void Clear()
    {
        foreach (SyncAction action in All)
        {
            Remove(action.Name);
        }
    }

    // Somebody may have taken it off with Unregister-Event, or the runspace is gone.
    private static void Unsubscribe(SyncAction action, PSEventManager events)
    {
        try
        {
            if (action.Subscriber is { } subscriber && events.GetEventSubscribers(action.SourceIdentifier).Contains(subscriber))
            {
                events.UnsubscribeEvent(subscriber);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or RuntimeException)
        {
            action.NoticeTrouble = e.Message;
        }
    }

    private static void Tell(SyncAction action, PSEventManager events, SyncActionEventArgs cause, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return;
        }

        action.Note(cause);
        if (action.Subscriber is not null)
        {
            EventDispatcher.Current.Post(events, action, cause);
        }

        if (action.Notify)
        {
            _ = ShowAsync(action, cause, cancel);
        }
    }

    private static async Task ShowAsync(SyncAction action, SyncActionEventArgs cause, CancellationToken cancel)
    {
        try
        {
            await DesktopNotice.ShowAsync(LocalShell.Instance, $"{cause.Share}: {cause.On}", $"{cause.Machine}: {cause.Reason}", cancel).ConfigureAwait(false);
        }
        catch (SyncException e)
        {
            action.NoticeTrouble = e.Message;
        }
        catch (OperationCanceledException)
        {
            // unregistered meanwhile
        }
    }
}
