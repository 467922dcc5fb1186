using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>
/// A server on loopback that answers with bytes as they were recorded, or with whatever a test wants a daemon's place to say.
/// Not a mock of Syncthing: it knows no rule, it only sends.
/// </summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string> _answer;
    private int _held;

    /// <param name="answer">Takes the request line, such as "GET /rest/system/status"; gives all bytes of the answer.</param>
    public RawServer(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Task.Run(AcceptAsync); // on threads of its own: the test's are few, and wait for our answers
    }

    /// <summary>Requests whose connection is not closed after what was sent: whoever waits for more waits until it gives up.</summary>
    public Func<string, bool> Holds { get; init; } = _ => false;

    /// <summary>How many of those are open now.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>The request lines and headers that came, in order.</summary>
    public List<string> Requests { get; } = [];

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>A client of a daemon that would be here.</summary>
    public SyncthingClient CreateClient() => new(SyncthingEndpoint.Parse(Uri, new ApiKey("the-key"), null), "there");

    /// <summary>A whole answer with a JSON body.</summary>
    public static string Json(string body, int status = 200) => Text(body, status, "application/json; charset=utf-8", "X-Syncthing-Id: AAAAAAA\r\n");

    /// <summary>A whole answer with a body of some type.</summary>
    public static string Text(string body, int status, string contentType = "text/plain; charset=utf-8", string headers = "") =>
        $"HTTP/1.1 {status} Status\r\nContent-Type: {contentType}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                StringBuilder head = new();
                byte[] buffer = new byte[8192];
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    int count = await stream.ReadAsync(buffer, _stop.Token);
                    if (count == 0)
                    {
                        return;
                    }

                    head.Append(Encoding.UTF8.GetString(buffer, 0, count));
                }

                string request = head.ToString();
                lock (Requests)
                {
                    Requests.Add(request);
                }

                string line = request.Split(" HTTP/")[0];
                await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer(line)), _stop.Token);
                if (Holds(line))
                {
                    await HoldAsync(stream);
                    return;
                }

                client.Client.Shutdown(SocketShutdown.Send);
                _ = await stream.ReadAsync(buffer, _stop.Token); // until the client closes
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task HoldAsync(NetworkStream stream)
    {
        Interlocked.Increment(ref _held);
        try
        {
            while (await stream.ReadAsync(new byte[1024], _stop.Token) > 0)
            {
            }
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
