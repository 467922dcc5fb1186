using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>A mirror of releases on loopback, which can break off in the middle of a file and go on in it when asked.</summary>
internal sealed class MirrorServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _directory;
    private readonly Task _serving;

    private MirrorServer(string directory)
    {
        _directory = directory;
        _listener.Start();
        _serving = ServeAsync();
    }

    public static MirrorServer Start(string directory) => new(directory);

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    /// <summary>How many bytes of a file are sent before the connection breaks; null sends all.</summary>
    public long? BreakAfter { get; set; }

    /// <summary>From where files were asked for.</summary>
    public ConcurrentQueue<long> Ranges { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // stopped, or a client that went away
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, leaveOpen: true);
        if (await reader.ReadLineAsync(_stop.Token) is not { } request)
        {
            return;
        }

        string name = request.Split(' ')[1].Trim('/');
        long from = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                from = long.Parse(header[13..].TrimEnd('-'), CultureInfo.InvariantCulture);
            }
        }

        string file = Path.Join(_directory, name);
        byte[]? body = name.Length == 0
            ? Encoding.UTF8.GetBytes(string.Concat(Directory.EnumerateFiles(_directory).Select(one => $"<a href=\"{Path.GetFileName(one)}\">x</a>\n")))
            : File.Exists(file) ? await File.ReadAllBytesAsync(file) : null;
        if (body is not null && name.Length > 0)
        {
            Ranges.Enqueue(from);
        }

        string status = body is null ? "404 Not Found" : from > 0 ? "206 Partial Content" : "200 OK";
        ReadOnlyMemory<byte> part = (body ?? []).AsMemory((int)from);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {part.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(name.Length > 0 && BreakAfter is { } most && most < part.Length ? part[..(int)most] : part);
    }
}
