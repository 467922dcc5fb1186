using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>The bars of long commands: what is to go, how fast, how long, and which file; and none of what is over at once.</summary>
public class ProgressTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Fact]
    public async Task ABarTellsItemsBytesSpeedTimeAndFile()
    {
        WorkCount count = new();
        count.Begin("large.bin", 8_000_000);
        count.Begin("small\u001b.txt");
        TestBarCommand.Done = new();
        TestBarCommand.Look = () =>
        {
            count.Add(1_000_000);
            return WorkProgress.Of("Working", 1, 3, count.Bytes, 8_000_000, count.File);
        };
        using CmdletHost host = new(typeof(TestBarCommand));
        using PowerShell shell = host.Create("Test-Bar");
        IAsyncResult running = shell.BeginInvoke();
        ProgressRecord[] Bars() => [.. shell.Streams.Progress.ToArray()];
        await Eventually.TrueAsync("there is a speed", () => Bars().Any(bar => bar.SecondsRemaining > 0), details: () => string.Join('\n', Bars().AsEnumerable()));
        TestBarCommand.Done.SetResult();
        shell.EndInvoke(running);
        ProgressRecord first = Bars()[0], second = Bars()[1];
        Assert.Equal("Working, 2 item(s), 7.0 MB to go, large.bin", first.StatusDescription);
        Assert.Equal(12, first.PercentComplete);
        Assert.Matches(@"^Working, 2 item\(s\), 6.0 MB to go, \d+(\.\d+)? [kM]B/s, large.bin$", second.StatusDescription);
        Assert.InRange(second.SecondsRemaining, 3, 60);
        Assert.Equal(ProgressRecordType.Completed, Bars()[^1].RecordType);
        count.End("large.bin", 8_000_000);
        Assert.Equal("small\u001b.txt", count.File);
    }

    [Fact]
    public async Task ManyShortPiecesAreShownAsOneWork()
    {
        TestBarCommand.Done = new();
        TestBarCommand.Look = () => new WorkProgress("Working", NeedItems: 2);
        using CmdletHost host = new(typeof(TestBarCommand));
        using PowerShell shell = host.Create("Test-Bar -Brief");
        IAsyncResult running = shell.BeginInvoke();
        await Eventually.TrueAsync("it is shown", () => shell.Streams.Progress.Count > 0);
        TestBarCommand.Done.SetResult();
        shell.EndInvoke(running);
        Assert.Equal("Working, 2 item(s) to go", shell.Streams.Progress[0].StatusDescription);
    }

    [Fact]
    public void WhatIsOverAtOnceShowsNothing()
    {
        TestBarCommand.Done = new();
        TestBarCommand.Done.SetResult();
        using CmdletHost host = new(typeof(TestBarCommand));
        using PowerShell shell = host.Create("Test-Bar");
        shell.Invoke();
        Assert.Empty(shell.Streams.Progress);
    }

    [Theory]
    [EveryProgram]
    public async Task AComparisonNamesTheFileThatItReads(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        pair.Run("Suspend-SyncShare $id -Node $a, $b", ("id", id)).AssertNoErrors(); // the daemons would read it too
        foreach (string root in (string[])[pair.PathA(id), pair.PathB(id)])
        {
            using FileStream file = File.Create(Path.Join(root, "long.bin"));
            file.SetLength(1L << 40); // nothing on the disk, and hours to read
        }

        using CmdletHost host = new();
        using PowerShell shell = host.Create("Compare-SyncShare $id -Node $a -ReferenceNode $b", ("id", id), ("a", pair.A), ("b", pair.B));
        IAsyncResult running = shell.BeginInvoke();
        string[] Bars() => [.. shell.Streams.Progress.ToArray().Select(bar => bar.StatusDescription)];
        await Eventually.TrueAsync("the file is named", () => Bars().Any(bar => bar.EndsWith(", long.bin", StringComparison.Ordinal)), details: () => string.Join('\n', Bars()));
        shell.Stop();
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        File.Delete(Path.Join(pair.PathA(id), "long.bin"));
        File.Delete(Path.Join(pair.PathB(id), "long.bin"));
    }

    [Theory]
    [EveryProgram]
    public async Task AMeasurementTellsWhatIsToGo(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        await pair.LimitAsync(200);
        using CmdletHost host = new();
        using PowerShell shell = host.Create("Measure-SyncTransfer $id -Node $a -ReferenceNode $b -Size 1mb -Count 1", ("id", id), ("a", pair.A), ("b", pair.B));
        IAsyncResult running = shell.BeginInvoke();
        string[] Bars() => [.. shell.Streams.Progress.ToArray().Select(bar => bar.StatusDescription)];
        await Eventually.TrueAsync(
            "it is told",
            () => Bars().Any(bar => bar.StartsWith($"{pair.A} to {pair.B}, 1 item(s), ", StringComparison.Ordinal) && bar.EndsWith("/1.bin", StringComparison.Ordinal)),
            details: () => string.Join('\n', Bars()));
        await pair.LimitAsync(0);
        Assert.Single(shell.EndInvoke(running));
        Assert.Empty(shell.Streams.Error);
    }
}
