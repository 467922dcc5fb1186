using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>
/// A real HTTP server on loopback that answers with what the service of a recorded state said, its times moved to now; it keeps
/// the service's rules about tokens and about changes (the recordings' README, §2). It has a home as the service's would be.
/// </summary>
internal sealed partial class ZeroTierServer : IDisposable
{
    public const string Token = "tokenofthetest0123456789";
    private readonly HttpListener _listener = new();
    private readonly string _state;
    private readonly long _shift;
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    /// <param name="state">A folder of the recordings.</param>
    /// <param name="age">How long ago the recording was taken, as the reader is to see it.</param>
    /// <param name="isHere">Whether it is named to this process, as this machine's service.</param>
    public ZeroTierServer(string state, TimeSpan age = default, bool isHere = true)
    {
        _state = state;
        _shift = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - (long)age.TotalMilliseconds - long.Parse(Read("clock.txt"), CultureInfo.InvariantCulture);
        Networks = [.. JArray.Parse(Read("network.json")).Cast<JObject>()];
        Port = FreePort.Next();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = ServeAsync();
        Home = new ZeroTierFolder(Port, Token, isHere);
    }

    public int Port { get; }

    /// <summary>Its home directory, where token and port are.</summary>
    public ZeroTierFolder Home { get; }

    /// <summary>The networks that it has joined, as they are now.</summary>
    public List<JObject> Networks { get; }

    /// <summary>What was asked, in order: method, path and body.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The bytes of a peer list to answer with instead of the recorded one.</summary>
    public byte[]? PeerList { get; set; }

    /// <summary>Makes joins do what they do where no network device can be made: 200, and nothing comes of it.</summary>
    public bool HasNoDevices { get; set; }

    /// <summary>Says yes to changes, and ignores them.</summary>
    public bool IgnoresChanges { get; set; }

    /// <summary>What is written otherwise in the answers, such as addresses that can be reached from here.</summary>
    public Dictionary<string, string> Rewritten { get; } = [];

    /// <summary>Looked at before each answer about a peer or a list of them.</summary>
    public Action<ZeroTierServer>? BeforePeers { get; set; }

    /// <summary>How far the service's clock has gone on since the recording, in which nothing came meanwhile.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>The state whose peers are told from now on.</summary>
    public string? PeersOf { get; set; }

    public void Dispose()
    {
        _listener.Close();
        Home.Dispose();
    }

    private string Read(string name) => File.ReadAllText(Recording.Path("zerotier", _state, name));

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using StreamReader reader = new(context.Request.InputStream);
        string body = await reader.ReadToEndAsync();
        string path = context.Request.Url!.AbsolutePath;
        lock (Requests)
        {
            Requests.Add($"{context.Request.HttpMethod} {path} {body}".Trim());
        }

        bool isAllowed = context.Request.Headers["X-ZT1-Auth"] == Token;
        (int status, byte[] answer) = isAllowed ? Answer(context.Request.HttpMethod, path, body) : (401, "{}"u8.ToArray());
        answer = PeerList == answer ? answer : Bytes(Rewritten.Aggregate(Encoding.UTF8.GetString(answer), (text, pair) => text.Replace(pair.Key, pair.Value, StringComparison.Ordinal)));
        context.Response.StatusCode = status;
        context.Response.ContentType = answer.Length > 0 ? "application/json" : null;
        context.Response.ContentLength64 = answer.Length;
        try
        {
            await context.Response.OutputStream.WriteAsync(answer);
            context.Response.Close();
        }
        catch (HttpListenerException)
        {
            // the reader has had enough
        }
    }

    private (int Status, byte[] Body) Answer(string method, string path, string body)
    {
        if (path.StartsWith("/peer", StringComparison.Ordinal))
        {
            BeforePeers?.Invoke(this);
        }

        return path.Split('/') switch
        {
            ["", "status"] => (200, Bytes(Status())),
            ["", "peer"] => (200, PeerList ?? Bytes(Shift(Peers(), PeersOf ?? _state))),
            ["", "peer", { Length: 10 } address] => (200, Bytes(Shift((JArray.Parse(Peers()).FirstOrDefault(peer => (string?)peer["address"] == address) ?? new JObject()).ToString(), PeersOf ?? _state))),
            ["", "network"] => (200, Bytes(new JArray(Networks).ToString())),
            ["", "network", { Length: 16 } id] => Network(method, id, body),
            _ => (404, []),
        };
    }

    private string Status()
    {
        JObject status = JObject.Parse(Shift(Read("status.json"), _state));
        status["clock"] = (long)status["clock"]! + (long)(ClockAhead + _sinceStart.Elapsed).TotalMilliseconds;
        return status.ToString();
    }

    private string Peers() => PeersOf is null ? Read("peer.json") : File.ReadAllText(Recording.Path("zerotier", PeersOf, "peer.json"));

    private (int Status, byte[] Body) Network(string method, string id, string body)
    {
        JObject? network = Networks.FirstOrDefault(one => (string?)one["id"] == id);
        switch (method)
        {
            case "DELETE":
                bool wasThere = !IgnoresChanges && Networks.RemoveAll(one => (string?)one["id"] == id) > 0;
                return (200, Bytes(wasThere ? """{"result":true}""" : "{}"));
            case "POST" when network is null:
                network = JObject.Parse(File.ReadAllText(Recording.Path("zerotier", "change", "join.txt")).ReplaceLineEndings("\n").Split("\n\n", 2)[1]);
                network["id"] = network["nwid"] = id;
                Networks.AddRange(HasNoDevices ? [] : [network]);
                return (200, Bytes(network.ToString()));
            case "POST":
                foreach (JProperty change in JObject.Parse(body).Properties().Where(change => !IgnoresChanges && change.Value.Type == JTokenType.Boolean))
                {
                    network[change.Name] = change.Value;
                }

                return (200, Bytes(network.ToString()));
            default:
                return network is null ? (404, Bytes("{}")) : (200, Bytes(network.ToString()));
        }
    }

    // Each state is moved by its own clock, so that whatever is told was recorded just now.
    private string Shift(string json, string state)
    {
        long shift = _shift + Clock(_state) - Clock(state);
        return Times().Replace(json, time =>
            $"{time.Groups[1].Value}{(time.Groups[2].Value == "0" ? 0 : long.Parse(time.Groups[2].Value, CultureInfo.InvariantCulture) + shift)}");
    }

    private static long Clock(string state) => long.Parse(File.ReadAllText(Recording.Path("zerotier", state, "clock.txt")), CultureInfo.InvariantCulture);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [GeneratedRegex("""("(?:clock|lastReceive|lastSend)"\s*:\s*)(\d+)""")]
    private static partial Regex Times();
}
