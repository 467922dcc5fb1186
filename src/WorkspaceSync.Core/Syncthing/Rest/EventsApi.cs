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
}
