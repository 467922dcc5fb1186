using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>A TCP handshake. A refusal is an answer as good as a welcome: it came from the other machine.</summary>
internal sealed class TcpProbe(int port) : IProbe
{
    public string Name => $"tcp {port}";

    public async Task<TimeSpan?> SendAsync(IPAddress to, TimeSpan patience, CancellationToken cancel)
    {
        using Socket socket = new(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        long begin = Stopwatch.GetTimestamp();
        try
        {
            await socket.ConnectAsync(to, port, limit.Token).ConfigureAwait(false);
            return Stopwatch.GetElapsedTime(begin);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return Stopwatch.GetElapsedTime(begin);
        }
        catch (SocketException)
        {
            return null; // no route, or nobody there
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
