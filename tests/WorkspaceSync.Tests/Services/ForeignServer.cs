using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync.Tests;

/// <summary>A web server that is no Syncthing, on a port that Syncthing wants.</summary>
internal sealed class ForeignServer : IDisposable
{
    private readonly TcpListener _listener;

    private ForeignServer(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AnswerAsync();
    }

    public static ForeignServer Start(int port) => new(port);

    public void Dispose() => _listener.Stop();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"u8.ToArray());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // the test is over
        }
    }
}
