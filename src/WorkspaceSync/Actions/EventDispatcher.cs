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

    private readonly Channel<(PSEventManager Events, PSEventSubscriber Subscriber, SyncAction Action, SyncActionEventArgs Cause)> _posted =
        Channel.CreateUnbounded<(PSEventManager, PSEventSubscriber, SyncAction, SyncActionEventArgs)>();

    private EventDispatcher() => _ = Task.Run(RunAsync);

    /// <summary>The session's own.</summary>
    public static EventDispatcher Current { get; } = new();

    /// <summary>Has an event's action run, after those before it.</summary>
    public void Post(PSEventManager events, PSEventSubscriber subscriber, SyncAction action, SyncActionEventArgs cause) => _posted.Writer.TryWrite((events, subscriber, action, cause));

    private async Task RunAsync()
    {
        await foreach ((PSEventManager events, PSEventSubscriber subscriber, SyncAction action, SyncActionEventArgs cause) in _posted.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
            EventHandler<JobStateEventArgs> onState = (_, _) => begun.TrySetResult();
            subscriber.Action.StateChanged += onState;
            try
            {
                if (events.GetEventSubscribers(subscriber.SourceIdentifier).Contains(subscriber))
                {
                    events.GenerateEvent(subscriber.SourceIdentifier, action, [cause], new PSObject(cause));
                    await Task.WhenAny(begun.Task, Task.Delay(s_patience)).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is InvalidOperationException or RuntimeException)
            {
                action.NoticeTrouble = e.Message; // the runspace is gone
            }
            finally
            {
                subscriber.Action.StateChanged -= onState;
            }
        }
    }
}
