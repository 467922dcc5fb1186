namespace WorkspaceSync.Tests;

/// <summary>What the live view shows and how it is drawn, without a terminal.</summary>
public class WatchPageTests
{
    private static readonly SyncNode s_laptop = Node("laptop"), s_gpu = Node("gpu");

    [Fact]
    public void BothMachinesAreBesideEachOtherWithAllThatIsAsked()
    {
        string[] lines = Paint(Page(), 160, 40);
        Assert.Contains(lines, line => line.Contains("laptop", StringComparison.Ordinal) && line.Contains("gpu", StringComparison.Ordinal) && line.StartsWith('╭'));
        string text = string.Join('\n', lines);
        foreach (string expected in (string[])["Syncing 42 %", "38 items, 12 MB, 2 dels", "1.0 MB/s", "12 s", "ZeroTier direct, 7 ms", "results/run7.bin", "500 kB of 1.0 MB", "━━━━━━······", "main.py", "b\\x1b[2Jad", "1 conflict copy", "gpu: its Syncthing was restarted"])
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        Assert.StartsWith("↑↓", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void NothingIsWiderOrLongerThanTheTerminal()
    {
        foreach (int width in (int[])[20, 40, 57, 80, 100, 116, 200])
        {
            foreach (int height in (int[])[3, 10, 60])
            {
                string[] lines = Paint(Page(), width, height);
                Assert.InRange(lines.Length, 1, height);
                Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
            }
        }

        string narrow = string.Join('\n', Paint(Page(), 50, 60));
        Assert.Contains("Health", narrow, StringComparison.Ordinal);
        Assert.DoesNotContain("Last change", narrow, StringComparison.Ordinal); // columns go from the right
    }

    [Fact]
    public void ColourIsForStatesAndOnlyWhereItIsWanted()
    {
        string coloured = string.Join('\n', LivePainters.Current.Paint(Page(), 160, 40, isColoured: true));
        Assert.Contains("\u001b[", coloured, StringComparison.Ordinal);
        Assert.Contains("7m", coloured, StringComparison.Ordinal); // the chosen row
    }

    [Fact]
    public void AMachineOutOfReachIsMarked()
    {
        WatchState state = new(s_gpu);
        state.Set(Status(s_gpu, SyncHealth.InSync));
        state.SetTrouble("gpu: gone");
        string text = string.Join('\n', Paint(new WatchPage("nt", [state.Take()], 0, [], []).Compose(), 100, 30));
        Assert.Contains("what is shown is old", text, StringComparison.Ordinal);
        Assert.Contains("none", text, StringComparison.Ordinal); // the open conflict list
        state.SetTrouble(null);
        Assert.Null(state.Take().Trouble);
    }

    [Fact]
    public void FilesInFlightFollowTheEvents()
    {
        WatchState state = new(s_gpu);
        state.Hear(Event("ItemStarted", new() { ["type"] = "file", ["action"] = "update" }, "a.bin"));
        state.Hear(Event("ItemStarted", new() { ["type"] = "dir", ["action"] = "update" }, "dir"));
        state.Hear(Event("ItemStarted", new() { ["type"] = "file", ["action"] = "update" }, "b.bin"));
        state.Hear(Event("DownloadProgress", Progress("a.bin", 300, 1000), null));
        Assert.Equal([("a.bin", 300L, 1000L), ("b.bin", 0L, null)], state.Take().Files.Select(file => (file.Path, file.Done, file.Total)));
        state.Hear(Event("ItemFinished", [], "a.bin"));
        Assert.Equal("b.bin", Assert.Single(state.Take().Files).Path);
        state.Hear(Event("StateChanged", new() { ["to"] = "idle" }, null));
        Assert.Empty(state.Take().Files);
    }

    [Fact]
    public void OnlyWhatPeopleLookAtIsAChange()
    {
        WatchState state = new(s_gpu);
        Assert.True(state.Set(Status(s_gpu, SyncHealth.InSync)));
        Assert.False(state.Set(Status(s_gpu, SyncHealth.InSync)));
        Assert.True(state.Set(Status(s_gpu, SyncHealth.Syncing)));
        state.Keep(new HashSet<string>());
        Assert.Empty(state.Take().Shares);
    }

    [Fact]
    public void RateAndTimeLeftFollowTheNeed()
    {
        TransferRate rate = new();
        DateTimeOffset at = DateTimeOffset.UnixEpoch;
        rate.Take(10_000, at);
        Assert.Null(rate.PerSecond);
        rate.Take(8_000, at.AddSeconds(1));
        Assert.Equal(2_000, rate.PerSecond);
        Assert.Equal(TimeSpan.FromSeconds(4), rate.Remaining);
        rate.Take(20_000, at.AddSeconds(2)); // more work says nothing of the speed
        Assert.Equal(2_000, rate.PerSecond);
        rate.Take(0, at.AddSeconds(3));
        Assert.Equal((null, null), (rate.PerSecond, rate.Remaining));
    }

    private static string[] Paint(LivePage page, int width, int height) => [.. LivePainters.Current.Paint(page, width, height, isColoured: false)];

    private static LivePage Page()
    {
        SyncStatus syncing = new()
        {
            Share = "nt", Machine = "gpu", Node = s_gpu, Health = SyncHealth.Syncing, NeedItems = 38, NeedBytes = 12_000_000, NeedDeletes = 2, CompletionPercent = 42.4, Errors = 0,
            ConflictCount = new Lazy<int?>(1), LastChange = DateTimeOffset.Now,
        };
        WatchLink link = new("gpu", true, false, "172.25.253.142:22000", "tcp-client", "ZeroTier direct, 7 ms");
        WatchMachine laptop = new(s_laptop, null, [new(Status(s_laptop, SyncHealth.RemoteBehind), null, null)], [], [link], [Event("LocalChangeDetected", new() { ["action"] = "modified", ["type"] = "file" }, "main.py")]);
        WatchMachine gpu = new(
            s_gpu, null, [new(syncing, 1_000_000, TimeSpan.FromSeconds(12))], [new("nt", "results/run7.bin", 500_000, 1_000_000)], [],
            [Event("RemoteChangeDetected", new() { ["action"] = "modified", ["type"] = "file" }, "main.py"), Event("RemoteChangeDetected", new() { ["action"] = "deleted", ["type"] = "file" }, "b\u001b[2Jad")]);
        return new WatchPage("nt", [laptop, gpu], 1, null, ["gpu: its Syncthing was restarted"]).Compose();
    }

    private static SyncStatus Status(SyncNode node, SyncHealth health) => new() { Share = "nt", Machine = node.Name, Node = node, Health = health, NeedItems = 0, NeedBytes = 0, NeedDeletes = 0 };

    private static SyncEvent Event(string type, Dictionary<string, object?> data, string? path) =>
        new() { Id = 1, Time = DateTimeOffset.Now, Type = type, Share = "nt", Path = path, Device = "laptop", Data = data, Node = s_gpu };

    private static Dictionary<string, object?> Progress(string path, long done, long total) => new()
    {
        ["nt"] = new Dictionary<string, object?> { [path] = new Dictionary<string, object?> { ["bytesDone"] = done, ["bytesTotal"] = total } },
    };

    private static SyncNode Node(string name)
    {
        Uri uri = new("http://127.0.0.1:9");
        return new(new SyncthingClient(SyncthingEndpoint.Parse(uri, new ApiKey("k"), null), name), uri, new NodeIdentity(name, name, "v2.1.3", "linux", null, "/root"));
    }
}
