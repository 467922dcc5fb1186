namespace WorkspaceSync;

/// <summary>The time that a host has for getting us connected. It stands still while the user is asked.</summary>
internal sealed class ConnectPatience : IDisposable
{
    // Where the configuration leaves it to the operating system, a wait would be minutes.
    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;

    public ConnectPatience(TimeSpan? limit, CancellationToken caller)
    {
        _limit = limit ?? s_usual;
        _caller = caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _source.CancelAfter(_limit);
    }

    public CancellationToken Token => _source.Token;

    public TimeSpan Limit => _limit;

    /// <summary>Whether it is over because of the time, not because of who called.</summary>
    public bool IsOver => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Waits for an answer of the user, on a thread that has nothing else to do.</summary>
    public T WaitForUser<T>(Func<CancellationToken, Task<T>> ask)
    {
        _source.CancelAfter(Timeout.InfiniteTimeSpan);
        try
        {
            // SSH.NET asks from a thread of its own and wants the answer as the result.
            return ask(_source.Token).GetAwaiter().GetResult();
        }
        finally
        {
            _source.CancelAfter(_limit);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
