using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Something that this session does when a share becomes so.</summary>
public sealed class SyncAction
{
    private volatile SyncActionEventArgs? _last;
    private int _count;

    /// <summary>Its name in this session.</summary>
    public required string Name { get; init; }

    /// <summary>The share.</summary>
    public required string Share { get; init; }

    /// <summary>When it runs.</summary>
    public required SyncActionTrigger On { get; init; }

    /// <summary>The files that matter, as wildcards from the share's root; none is all.</summary>
    public IReadOnlyList<string> Filter { get; init; } = [];

    /// <summary>The machine whose daemon is listened to.</summary>
    public string Machine => Node.Name;

    /// <summary>How long nothing more has to happen before it runs.</summary>
    public required TimeSpan Debounce { get; init; }

    /// <summary>Whether the desktop shows a notification.</summary>
    public bool Notify { get; init; }

    /// <summary>How often there was cause.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The last cause; null when there was none yet.</summary>
    public SyncActionEventArgs? Last => _last;

    /// <summary>What is between it and its daemon, or has ended it; null when all is well.</summary>
    public string? Trouble => Job is { JobStateInfo.State: JobState.Failed } failed
        ? $"its script block failed: {failed.Error.LastOrDefault()?.ToString().TrimEnd('.')}. It runs again at the next cause"
        : NoticeTrouble ?? Watch?.Trouble;

    /// <summary>Whether it still listens.</summary>
    public bool IsListening => Listening is { IsCompleted: false };

    /// <summary>The engine's job that has the script block's output and errors; another one after it has failed. Null without a script block.</summary>
    public PSEventJob? Job => Subscriber?.Action;

    /// <summary>The node whose daemon is listened to.</summary>
    public required SyncNode Node { get; init; }

    internal ActionWatch? Watch { get; set; }

    internal PSEventSubscriber? Subscriber { get; set; }

    internal ScriptBlock? Script { get; init; }

    internal Task? Listening { get; set; }

    internal string? NoticeTrouble { get; set; }

    /// <summary>The engine's name for its events.</summary>
    internal string SourceIdentifier => $"WorkspaceSync.{Name}";

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Has the engine run the script block as the action of its events.</summary>
    internal void Subscribe(PSEventManager events) =>
        Subscriber = Script is null ? null : events.SubscribeEvent(null, null, SourceIdentifier, new PSObject(this), Script, supportEvent: false, forwardEvent: false);

    internal void Note(SyncActionEventArgs cause)
    {
        _last = cause;
        Interlocked.Increment(ref _count);
    }
}
