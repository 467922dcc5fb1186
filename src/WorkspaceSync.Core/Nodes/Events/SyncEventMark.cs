namespace WorkspaceSync;

/// <summary>Where to begin among a node's events.</summary>
public sealed class SyncEventMark
{
    private SyncEventMark(long? id, DateTimeOffset? time) => (Id, Time) = (id, time);

    /// <summary>After the event of this id; null when it begins by time alone.</summary>
    public long? Id { get; }

    /// <summary>From this time on; beside an id, when that event was, so that the ids of another run are not taken for its.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>All that the daemon remembers.</summary>
    internal static SyncEventMark Beginning { get; } = new(0, null);

    /// <summary>After an event of which only the id is known.</summary>
    public static SyncEventMark After(long id) => new(id, null);

    /// <summary>After an event.</summary>
    public static SyncEventMark After(SyncEvent last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return new(last.Id, last.Time);
    }

    /// <summary>From a time on.</summary>
    public static SyncEventMark From(DateTimeOffset time) => new(null, time);

    /// <summary>Whether an event comes after it.</summary>
    internal bool IsBefore(DaemonEvent entry) => Id is { } id ? entry.GlobalId > id : entry.Time >= Time;

    /// <summary>The id, else the time.</summary>
    public override string ToString() => Id is { } id ? $"event {id}" : $"{Time:yyyy-MM-dd HH:mm:ss}";
}
