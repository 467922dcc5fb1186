using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>Watch-SyncStatus on real daemons where there is no terminal: statuses and lines, from events alone.</summary>
public class WatchTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task EachChangeIsAStatus(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        using Watching watching = new("Watch-SyncStatus $id -Node $a, $b -PassThru", ("id", id), ("a", pair.A), ("b", pair.B));
        await Eventually.TrueAsync("both are told at first", () => watching.Statuses.Select(one => one.Machine).Distinct().Count() == 2, details: watching.Describe);

        await pair.ApiB.PatchAsync($"config/folders/{id}", new { paused = true });
        await Eventually.TrueAsync("a pause is told", () => watching.Last(pair.B)?.Health == SyncHealth.Paused, details: watching.Describe);
        await pair.ApiB.PatchAsync($"config/folders/{id}", new { paused = false });
        await Eventually.TrueAsync("and its end", () => watching.Last(pair.B)?.Health == SyncHealth.InSync, details: watching.Describe);

        FileTree.Write(pair.PathA(id), "first.sync-conflict-20260101-000000-AAAAAAA.txt", "a copy");
        await pair.ApiA.PostAsync($"db/scan?folder={id}");
        await Eventually.TrueAsync("a conflict is counted", () => watching.Last(pair.B)?.Conflicts == 1 && watching.Last(pair.A)?.Conflicts == 1, details: watching.Describe);
        watching.Stop();
    }

    [Theory]
    [EveryProgram]
    public async Task ARestartIsSaidAndTheWatchGoesOn(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        using Watching watching = new("Watch-SyncStatus $id -Node $a, $b -PassThru", ("id", id), ("a", pair.A), ("b", pair.B));
        await Eventually.TrueAsync("both are told at first", () => watching.Statuses.Select(one => one.Machine).Distinct().Count() == 2, details: watching.Describe);
        await pair.Sandbox.Daemons[1].StopAsync(CancellationToken.None);
        await Eventually.TrueAsync("a sees b go", () => watching.Last(pair.A)?.Health == SyncHealth.Disconnected, details: watching.Describe);
        await Eventually.TrueAsync("the stop is said", () => watching.Warnings.Any(line => line.Contains("are waited for", StringComparison.Ordinal)), details: watching.Describe);
        await pair.Sandbox.Daemons[1].StartAsync(CancellationToken.None);
        await Eventually.TrueAsync("the restart is said", () => watching.Warnings.Any(line => line.Contains("was restarted", StringComparison.Ordinal)), details: watching.Describe);
        await Eventually.TrueAsync("all is well again", () => watching.Last(pair.A)?.Health == SyncHealth.InSync && watching.Last(pair.B)?.Health == SyncHealth.InSync, details: watching.Describe);
        watching.Stop();
        await pair.ConnectedAsync();
    }

    // ZeroTier tells nobody that a path was lost or found: what is shown of it must not stay as it was at first.
    [Fact]
    public async Task AWayIsLookedAtAgainWithoutAnyEvent()
    {
        DaemonPair pair = await pairs.GetAsync(EveryProgramAttribute.Programs[0]);
        using CancellationTokenSource stop = new();
        int asked = 0;
        NodeWatch watch = new(pair.A, _ => false)
        {
            LinksLast = TimeSpan.FromMilliseconds(50),
            FindLinks = (_, _) => Task.FromResult<IReadOnlyList<WatchLink>>([new("b", true, false, null, null, $"Direct {Interlocked.Increment(ref asked)}")]),
        };
        Task running = watch.RunAsync(stop.Token);
        await Eventually.TrueAsync("what was found at the third time or later is shown", () => watch.State.Take().Links is [{ Path: { } path }] && int.Parse(path[7..], System.Globalization.CultureInfo.InvariantCulture) >= 3, details: () => $"{asked}");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task AHostThatIsAbsentAtFirstIsWatchedOnceItAnswers()
    {
        DaemonPair pair = await pairs.GetAsync(EveryProgramAttribute.Programs[0]);
        string id = await pair.ShareAsync();
        int tries = 0;
        AbsentHost late = new("late", new SyncException(SyncError.NodeUnreachable, "not yet"), _ => Interlocked.Increment(ref tries) < 3
            ? throw new SyncException(SyncError.HostUnreachable, "not yet either")
            : Task.FromResult(pair.B));
        AbsentHost refused = new("refused", new SyncException(SyncError.AuthenticationFailed, "no"), _ => throw new InvalidOperationException("It is not tried again."));
        await using WatchSession session = new([pair.A], share => share == id, null, [late, refused], CancellationToken.None) { TriesEvery = TimeSpan.FromMilliseconds(20) };
        List<WatchItem> items = [];
        await Eventually.TrueAsync(
            "its share is shown",
            () =>
            {
                while (session.Items.TryRead(out WatchItem item))
                {
                    items.Add(item);
                }

                return items.Any(item => item.Node == pair.B && item.Status?.Share == id);
            },
            details: () => string.Join('\n', items));
        Assert.Contains(items, item => item.Notice == "late can be reached now, and is watched.");
        Assert.Equal([pair.A, pair.B], session.Watches.Select(watch => watch.Node));
        Assert.Equal(3, tries);
    }

    [Theory]
    [EveryProgram]
    public async Task WithoutATerminalThereAreLines(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        CmdletResult result = pair.Run("Watch-SyncStatus $id -Node $a | Select-First; 'goes on'", ("id", id));
        Assert.Equal("goes on", result.Output[1].BaseObject);
        Assert.Matches($@"^\d\d:\d\d:\d\d  {pair.A.Name}  {id}  InSync", (string)result.Output[0].BaseObject);
    }

    /// <summary>A watch that runs.</summary>
    private sealed class Watching : IDisposable
    {
        private readonly CmdletHost _host = new();
        private readonly PowerShell _shell;
        private readonly PSDataCollection<PSObject> _output = [];
        private readonly IAsyncResult _running;

        public Watching(string script, params (string Name, object? Value)[] variables)
        {
            _shell = _host.Create(script, variables);
            _running = _shell.BeginInvoke<PSObject, PSObject>(null, _output);
        }

        // Enumerated as they are, both would wait for more.
        public SyncStatus[] Statuses => [.. _output.ToArray().Select(one => (SyncStatus)one.BaseObject)];

        public string[] Warnings => [.. _shell.Streams.Warning.ToArray().Select(line => line.Message)];

        public SyncStatus? Last(SyncNode node) => Statuses.LastOrDefault(one => one.Node == node);

        public string Describe() => string.Join('\n', [$"{_shell.InvocationStateInfo.State} {_shell.InvocationStateInfo.Reason}", .. _shell.Streams.Error.ToArray().Select(error => error.ToString()), .. Warnings, .. Statuses.Select(one => $"{one.Machine} {one} {one.Reason} {one.Conflicts}")]);

        public void Stop()
        {
            _shell.Stop();
            Assert.True(_running.IsCompleted);
            Assert.Empty(_shell.Streams.Error);
        }

        public void Dispose()
        {
            _shell.Dispose();
            _output.Dispose();
            _host.Dispose();
        }
    }
}
