namespace WorkspaceSync;

/// <summary>A script that runs in a session of its own, and leads its process group.</summary>
internal sealed class SshProcess : IRemoteProcess
{
    private static readonly TimeSpan s_killPatience = TimeSpan.FromSeconds(2);

    private readonly SshChannel _channel;
    private readonly HeldShells _shells;
    private readonly int _processId;
    private readonly Action _onEnd;
    private readonly CancellationTokenRegistration _stop;
    private int _isDisposed;

    private SshProcess(SshChannel channel, HeldShells shells, int processId, Action onEnd, CancellationToken cancel)
    {
        _channel = channel;
        _shells = shells;
        _processId = processId;
        _onEnd = onEnd;
        Input = new SendStream(channel);
        _stop = cancel.Register(() => _ = KillAsync());
    }

    /// <inheritdoc/>
    public Stream Output => _channel.Output;

    /// <inheritdoc/>
    public Stream Errors => _channel.Errors;

    /// <inheritdoc/>
    public Stream Input { get; }

    /// <param name="onEnd">Called once, when the process is disposed of.</param>
    public static async Task<SshProcess> StartAsync(
        string hostName, SshChannel channel, HeldShells shells, RemoteScript script, Action onEnd, CancellationToken cancel)
    {
        try
        {
            string fence = RemoteFence.Create();
            int processId = await LoginShell.PassAsync(hostName, channel, RemoteCommand.Start(script, fence), fence, cancel).ConfigureAwait(false);
            return new SshProcess(channel, shells, processId, onEnd, cancel);
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<int> WaitAsync(CancellationToken cancel) => _channel.Exited.WaitAsync(cancel);

    /// <inheritdoc/>
    public async Task SignalAsync(string signal, CancellationToken cancel)
    {
        if (!_channel.Exited.IsCompleted)
        {
            await _shells.RunAsync(RemoteCommand.Signal(signal, _processId), cancel).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        await _stop.DisposeAsync().ConfigureAwait(false);
        await KillAsync().ConfigureAwait(false);
        _channel.Dispose();
        _onEnd();
    }

    private async Task KillAsync()
    {
        try
        {
            using CancellationTokenSource patience = new(s_killPatience);
            await SignalAsync("KILL", patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SyncException or OperationCanceledException or IOException)
        {
            // The connection is gone, and with it the way there.
        }
    }
}
