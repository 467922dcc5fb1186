using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync.Tests;

/// <summary>
/// A port whose handshake takes about a second: its queue is full when the first packet comes, which is dropped, and empty when
/// the caller sends it again.
/// </summary>
internal sealed class SlowListener : IDisposable
{
    private static readonly TimeSpan s_closedFor = TimeSpan.FromMilliseconds(500); // the second packet comes after a second
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _fillers = [];

    public SlowListener()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        _socket.Listen(0);
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Fills the queue, and begins to empty it after a while.</summary>
    public async Task CloseForAWhileAsync()
    {
        for (int at = 0; at < 2; at++)
        {
            Socket filler = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _fillers.Add(filler);
            _ = filler.ConnectAsync(IPAddress.Loopback, Port);
        }

        await Task.Delay(50); // until they are in it
        _ = EmptyAsync();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _fillers.ForEach(filler => filler.Dispose());
    }

    private async Task EmptyAsync()
    {
        await Task.Delay(s_closedFor);
        using CancellationTokenSource end = new(s_closedFor * 3);
        try
        {
            while (true)
            {
                (await _socket.AcceptAsync(end.Token)).Dispose();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }
}
