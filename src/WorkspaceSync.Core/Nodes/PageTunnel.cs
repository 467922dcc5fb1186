using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>
/// A door on this machine's loopback to a daemon's web page that is elsewhere, for as long as somebody looks at it: the page asks
/// for events all the time, so when nothing was connected for a while it was closed.
/// </summary>
internal sealed class PageTunnel : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SyncthingEndpoint _endpoint;
    private int _open;
    private long _lastOpen = Environment.TickCount64;
    private bool _wasOpened;

    /// <param name="endpoint">One with a way that only this program knows.</param>
    public PageTunnel(SyncthingEndpoint endpoint)
    {
        _endpoint = endpoint;
        _listener.Start();
    }

    /// <summary>Where a browser finds it.</summary>
    public Uri Uri => new($"{_endpoint.Uri.Scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Serves until nobody has looked for a while.</summary>
    /// <param name="idle">How long that is, once somebody has.</param>
    /// <param name="opening">How long the first may take to come.</param>
    public async Task RunAsync(TimeSpan idle, TimeSpan opening, CancellationToken cancel)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task accepting = AcceptAsync(end.Token);
        while (Volatile.Read(ref _open) > 0 || Environment.TickCount64 - Volatile.Read(ref _lastOpen) < (_wasOpened ? idle : opening).TotalMilliseconds)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancel).ConfigureAwait(false);
        }

        await end.CancelAsync().ConfigureAwait(false);
        await accepting.ConfigureAwait(false);
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                TcpClient browser = await _listener.AcceptTcpClientAsync(cancel).ConfigureAwait(false);
                _wasOpened = true;
                Interlocked.Increment(ref _open);
                _ = ServeAsync(browser, cancel);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // it is closed
        }
    }

    private async Task ServeAsync(TcpClient browser, CancellationToken cancel)
    {
        try
        {
            using TcpClient here = browser;
            Stream there = await OpenAsync(cancel).ConfigureAwait(false);
            await using (there.ConfigureAwait(false))
            {
                NetworkStream stream = here.GetStream();
                await Task.WhenAny(stream.CopyToAsync(there, cancel), there.CopyToAsync(stream, cancel)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SyncException or IOException or SocketException or OperationCanceledException)
        {
            // the browser sees a closed connection, and tries again
        }
        finally
        {
            Volatile.Write(ref _lastOpen, Environment.TickCount64);
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<Stream> OpenAsync(CancellationToken cancel)
    {
        if (_endpoint.Tunnel is { } tunnel)
        {
            return await tunnel(cancel).ConfigureAwait(false);
        }

        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_endpoint.UnixSocket!), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
