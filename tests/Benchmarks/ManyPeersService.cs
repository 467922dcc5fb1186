using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkspaceSync.Tests;

/// <summary>
/// Answers as a ZeroTier service with many peers does: a recorded peer, multiplied, put together anew for each request, in the
/// time that the service's own code takes for it.
/// </summary>
internal sealed class ManyPeersService : IDisposable
{
    public const string Token = "benchmark";

    // Measured with the json library that the service is built with (nlohmann, -O3), on the machine where this was written.
    private static readonly TimeSpan s_perThousand = TimeSpan.FromMilliseconds(9.3);

    private readonly HttpListener _listener = new();
    private readonly int _count;

    public ManyPeersService(int count)
    {
        _count = count;
        using (TcpListener probe = new(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        Uri = new Uri($"http://127.0.0.1:{Port}/");
        _listener.Prefixes.Add(Uri.ToString());
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port { get; }

    public Uri Uri { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();

                // The service is a process of its own: one that takes the pool's threads from the client would measure that.
                _ = Task.Factory.StartNew(() => AnswerAsync(context), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        bool isAllowed = context.Request.Headers["X-ZT1-Auth"] == Token;
        long begin = Stopwatch.GetTimestamp();
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        string body = !isAllowed ? "{}" : context.Request.Url!.AbsolutePath switch
        {
            "/status" => $$"""{"address":"a93c8e3bb1","clock":{{now}},"online":true,"version":"1.14.1"}""",
            "/network" => """[{"id":"2baf2e359c000001","name":"lab","portDeviceName":"ztdyzs4nm5","status":"OK","assignedAddresses":["172.25.253.10/24"],"routes":[]}]""",
            "/peer" => PutTogether(now).ToJsonString(),
            _ => PutTogether(now)[0]!.ToJsonString(),
        };
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        if (context.Request.Url!.AbsolutePath == "/peer")
        {
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(begin) >= s_perThousand * (_count / 1000.0));
        }

        context.Response.StatusCode = isAllowed ? 200 : 401;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }

    private JsonArray PutTogether(long now)
    {
        JsonArray peers = [];
        for (int number = 0; number < _count; number++)
        {
            JsonArray paths = [];
            for (int socket = 0; socket < 3; socket++)
            {
                paths.Add((JsonNode)new JsonObject
                {
                    ["active"] = true, ["address"] = "127.78.0.1/9993", ["expired"] = false, ["lastReceive"] = now - 147, ["lastSend"] = now - 147,
                    ["localPort"] = 0, ["localSocket"] = 94043089481744, ["preferred"] = socket == 0, ["trustedPathId"] = 0,
                });
            }

            peers.Add((JsonNode)new JsonObject
            {
                ["address"] = (number + 1).ToString("x10", CultureInfo.InvariantCulture), ["isBonded"] = false, ["latency"] = 29, ["paths"] = paths, ["role"] = "LEAF",
                ["tunneled"] = false, ["version"] = "1.14.1", ["versionMajor"] = 1, ["versionMinor"] = 14, ["versionRev"] = 1,
            });
        }

        return peers;
    }
}
