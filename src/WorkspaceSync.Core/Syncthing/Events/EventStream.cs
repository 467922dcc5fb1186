namespace WorkspaceSync;

/// <summary>Follows one daemon's events from now on, across its restarts.</summary>
/// <param name="client">The daemon.</param>
/// <param name="types">Which events. The list is the mask, and so the subscription.</param>
internal sealed class EventStream(SyncthingClient client, params string[] types)
{
    private readonly string _mask = string.Join(',', types);
    private long _last;

    /// <summary>How far it was followed.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>How far there is something to follow.</summary>
    public Task<long> NewestAsync(CancellationToken cancel) => client.Events.OpenAsync(_mask, cancel);

    /// <summary>Opens the subscription. Done before anything is caused, or its events are missed.</summary>
    public async Task OpenAsync(CancellationToken cancel) => _last = await client.Events.OpenAsync(_mask, cancel).ConfigureAwait(false);

    /// <summary>The events since the last call, as soon as there is one; none when the wait ran out.</summary>
    public async Task<IReadOnlyList<DaemonEvent>> NextAsync(TimeSpan wait, CancellationToken cancel)
    {
        List<DaemonEvent> batch = await client.Events.GetAsync(_mask, _last, wait, cancel).ConfigureAwait(false);
        if (batch.Count > 0)
        {
            _last = batch[^1].Id;
        }
        else if (_last > 0)
        {
            long newest = await client.Events.OpenAsync(_mask, cancel).ConfigureAwait(false);
            _last = Math.Min(_last, newest); // lower: the daemon restarted, and counts from 1 again
        }

        return batch;
    }
}
