namespace WorkspaceSync;

/// <summary><c>/rest/events</c>: a long poll. A mask is a subscription of its own that begins, empty, at its first request.</summary>
internal sealed class EventsApi(SyncthingRest rest)
{
    /// <summary>Waits for events after <paramref name="since"/>.</summary>
    /// <param name="wait">How long the daemon holds the request when there is nothing; whole seconds, zero answers at once.</param>
    public Task<List<DaemonEvent>> GetAsync(string mask, long since, TimeSpan wait, CancellationToken cancel) => rest.GetAsync<List<DaemonEvent>>(
        $"/rest/events?events={mask}&since={since}&timeout={(int)wait.TotalSeconds}",
        cancel,
        wait + TimeSpan.FromSeconds(30));

    /// <summary>The newest id of a mask, which this opens: what happens from now on has a higher one.</summary>
    public async Task<long> OpenAsync(string mask, CancellationToken cancel)
    {
        List<DaemonEvent> newest = await rest.GetAsync<List<DaemonEvent>>($"/rest/events?events={mask}&since=0&limit=1&timeout=0", cancel).ConfigureAwait(false);
        return newest.Count == 0 ? 0 : newest[^1].Id;
    }

    /// <summary>The changes of files that the daemon still remembers: its own buffer, which exists from its start.</summary>
    public Task<List<DaemonEvent>> GetDiskAsync(CancellationToken cancel) => rest.GetAsync<List<DaemonEvent>>("/rest/events/disk?since=0&timeout=0", cancel);

    /// <summary>
    /// Waits for events of a stream that exists from the daemon's start. A connection that breaks is told rather than asked again:
    /// what answers then may be another run of the daemon, whose ids mean something else.
    /// </summary>
    /// <param name="isDisk">The changes of files; else all others.</param>
    /// <param name="limit">How many, the newest; null for all.</param>
    public Task<List<DaemonEvent>> PollAsync(bool isDisk, long since, TimeSpan wait, int? limit, CancellationToken cancel) => rest.GetAsync<List<DaemonEvent>>(
        $"/rest/events{(isDisk ? "/disk" : "")}?since={since}&timeout={(int)wait.TotalSeconds}{(limit is { } most ? $"&limit={most}" : "")}",
        cancel,
        wait + TimeSpan.FromSeconds(30),
        isRepeated: false);
}
