namespace WorkspaceSync;

/// <summary>A script that runs on a far machine. Disposing it kills its process group there if it still runs.</summary>
internal interface IRemoteProcess : IAsyncDisposable
{
    /// <summary>Its standard output, from the first byte that is its own.</summary>
    Stream Output { get; }

    /// <summary>Its standard error.</summary>
    Stream Errors { get; }

    /// <summary>Its standard input; closing it is the end of the file there.</summary>
    Stream Input { get; }

    /// <summary>Waits for its end. The exit code; 128 and the signal's number when it was killed.</summary>
    Task<int> WaitAsync(CancellationToken cancel);

    /// <summary>Sends a signal to its process group, by a name such as INT or TERM.</summary>
    Task SignalAsync(string signal, CancellationToken cancel);
}
