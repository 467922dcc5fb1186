using System.Management.Automation;
using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>
/// Hands events to the engine one after the other. Two at once, in a session that is idle, can each start the other's pipeline
/// that is to run their actions (RunspaceBase.Pulse, PowerShell 7.6), and that ends the process.
/// </summary>
internal sealed class EventDispatcher
{
    // A session that is busy runs it later, and then there is nothing to wait for.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly Channel<(PSEventManager Events, SyncAction Action, SyncActionEventArgs Cause)> _posted =
        Channel.CreateUnbounded<(PSEventManager, SyncAction, SyncActionEventArgs)>();

    private EventDispatcher() => _ = Task.Run(RunAsync);

    /// <summary>The session's own.</summary>
    public static EventDispatcher Current { get; } = new();

    /// <summary>Has an event's action run, after those before it.</summary>
    public void Post(PSEventManager events, SyncAction action, SyncActionEventArgs cause) => _posted.Writer.TryWrite((events, action, cause));

    private async Task RunAsync()
    {
        await foreach ((PSEventManager events, SyncAction action, SyncActionEventArgs cause) in _posted.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await RunAsync(events, action, cause).ConfigureAwait(false);
            }
            catch (Exception e) when (e is InvalidOperationException or RuntimeException)
            {
                action.NoticeTrouble = e.Message; // the runspace is gone
            }
        }
    }

    private static async Task RunAsync(PSEventManager events, SyncAction action, SyncActionEventArgs cause)
    {
        if (action.Subscriber is not { } subscriber || !events.GetEventSubscribers(action.SourceIdentifier).Contains(subscriber))
        {
            return; // unregistered
        }

        // The engine runs a script block that has failed once no more, and one bad moment is no reason to stop acting.
        if (subscriber.Action.JobStateInfo.State == JobState.Failed)
        {
            events.UnsubscribeEvent(subscriber);
            action.Subscribe(events);
            subscriber = action.Subscriber;
        }

        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        EventHandler<JobStateEventArgs> onState = (_, _) => begun.TrySetResult(); // at the beginning of each run
        subscriber.Action.StateChanged += onState;
        try
        {
            events.GenerateEvent(action.SourceIdentifier, action, [cause], new PSObject(cause));
            await Task.WhenAny(begun.Task, Task.Delay(s_patience)).ConfigureAwait(false);
        }
        finally
        {
            subscriber.Action.StateChanged -= onState;
        }
    }
}
