using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>What goes missing between a daemon and whoever follows it, played by a server that says it.</summary>
public class EventGapTests
{
    private const string Id = "E7VZ72J-527ZJTG-AHMG46W-YW43HD7-RVIPT5X-5BDSTUK-OO5P65Z-WVLGUAC";

    [Fact]
    public async Task ALostRangeIsSaid()
    {
        using RawServer server = new(request => Answer(request, since => since switch
        {
            0 => Events(5),
            5 => Events(6, 7),
            7 => Events(1200, 1201), // the daemon keeps a thousand
            _ => "[]",
        }));
        List<FeedItem> items = await FollowAsync(server, 5);
        Assert.Equal([6, 7, null, 1200, 1201], items.Select(item => item.Event?.Id));
        Assert.Equal(FeedBreakKind.Lost, items[2].Break!.Kind);
        Assert.Contains("8 to 1199 are lost", items[2].Break!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARestartBehindASlowReadersBackIsNoticed()
    {
        int run = 1;
        using RawServer server = new(request => Answer(request, since => (run, since) switch
        {
            (1, 0) => Events(5),
            (1, 5) => Events(6),
            (2, 0) => Events(1, 2),
            (2, 6) => Events(7), // looks as if it followed, and is another run's
            _ => "[]",
        }, run));
        List<FeedItem> items = await FollowAsync(server, 5, async item =>
        {
            if (item.Event?.Id == 6)
            {
                run = 2;
                await Task.Delay(TimeSpan.FromMilliseconds(300)); // as long as the quickest restart, and more
            }
        });
        Assert.Equal([6, null, null, 1, 2], items.Select(item => item.Event?.Id));
        Assert.Equal([FeedBreakKind.Unreachable, FeedBreakKind.Restarted], items.Where(item => item.Break is not null).Select(item => item.Break!.Kind));
    }

    [Fact]
    public async Task ABrokenConnectionToTheSameRunLosesNothing()
    {
        int broken = 0;
        using RawServer server = new(request => Answer(request, since => since switch
        {
            0 => Events(5),
            5 when Interlocked.Increment(ref broken) == 1 => null,
            5 => Events(6),
            _ => "[]",
        }));
        List<FeedItem> items = await FollowAsync(server, 3);
        Assert.Equal([null, null, 6], items.Select(item => item.Event?.Id));
        Assert.Equal([FeedBreakKind.Unreachable, FeedBreakKind.Back], items.Where(item => item.Break is not null).Select(item => item.Break!.Kind));
    }

    [Fact]
    public async Task ARefusedKeyEndsTheFollowing()
    {
        using RawServer server = new(request => Answer(request, since => since == 0 ? Events(5) : "refused"));
        SyncException error = await Assert.ThrowsAnyAsync<SyncException>(() => FollowAsync(server, 1));
        Assert.Equal(SyncError.ApiKeyRejected, error.Error);
    }

    private static async Task<List<FeedItem>> FollowAsync(RawServer server, int count, Func<FeedItem, Task>? onItem = null)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        SyncNode node = await NodeConnector.ConnectAsync(SyncthingEndpoint.Parse(server.Uri, new ApiKey("the-key"), null), "there", patience.Token);
        EventFeed feed = new(node, isDisk: false);
        Assert.Empty(await feed.OpenAsync(null, patience.Token));
        List<FeedItem> items = [];
        await foreach (FeedItem item in feed.FollowAsync(patience.Token))
        {
            items.Add(item);
            await (onItem?.Invoke(item) ?? Task.CompletedTask);
            if (items.Count == count)
            {
                break;
            }
        }

        node.Client.Dispose();
        return items;
    }

    private static string Events(params int[] ids) =>
        $"[{string.Join(',', ids.Select(id => $$$"""{"id":{{{id}}},"globalID":{{{id}}},"time":"2026-01-01T00:00:00Z","type":"StateChanged","data":{"folder":"x"}}"""))}]";

    // The events by since; null breaks the connection in the middle.
    private static string Answer(string request, Func<int, string?> events, int run = 1) => request switch
    {
        _ when request.Contains("rest/events", StringComparison.Ordinal) => events(int.Parse(request.Split("since=")[1].Split('&')[0], CultureInfo.InvariantCulture)) switch
        {
            null => "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[",
            "refused" => RawServer.Text("CSRF Error", 403),
            string body => RawServer.Json(body),
        },
        _ when request.Contains("system/status", StringComparison.Ordinal) => RawServer.Json($$"""{"myID":"{{Id}}","tilde":"/root","startTime":"2026-01-0{{run}}T00:00:00Z"}"""),
        _ when request.Contains("system/version", StringComparison.Ordinal) => RawServer.Json("""{"version":"v1.29.5","os":"linux"}"""),
        _ => RawServer.Text("404 page not found", 404),
    };
}
