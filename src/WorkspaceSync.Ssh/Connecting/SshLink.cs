using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>A connection to a host as it was made: its transport, and what belongs to it.</summary>
internal sealed class SshLink(SshTransport transport, SshOptions options, string destination, ProxyProcess? proxy) : IDisposable
{
    // A connection that is kept must be seen to have died, also where the configuration asks for no sign of life.
    private static readonly TimeSpan s_usualInterval = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _end = new();

    public SshTransport Transport => transport;

    public SshOptions Options => options;

    /// <summary><c>user@address:port</c>.</summary>
    public string Destination => destination;

    /// <summary>Begins to ask for signs of life; without an answer the connection is taken for dead.</summary>
    public void KeepAlive() => _ = KeepAliveAsync(_end.Token);

    /// <summary>Whether the host answers now.</summary>
    public async Task<bool> AnswersAsync(TimeSpan limit, CancellationToken cancel)
    {
        try
        {
            await transport.PingAsync().WaitAsync(limit, cancel).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is SyncException or TimeoutException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        transport.Dispose();
        proxy?.Dispose();
        _end.Dispose();
    }

    private async Task KeepAliveAsync(CancellationToken end)
    {
        TimeSpan interval = options.ServerAliveInterval ?? s_usualInterval;
        TimeSpan patience = interval * Math.Max(1, options.ServerAliveCountMax);
        using PeriodicTimer timer = new(interval);
        try
        {
            while (transport.IsAlive && await timer.WaitForNextTickAsync(end).ConfigureAwait(false))
            {
                if (!await AnswersAsync(patience, end).ConfigureAwait(false))
                {
                    transport.Abandon($"no sign of life for {patience.TotalSeconds:0} s");
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // It is being closed.
        }
    }
}
