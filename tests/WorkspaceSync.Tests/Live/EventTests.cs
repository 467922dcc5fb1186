using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>Get-SyncEvent on real daemons: what they remember, what they tell, and a restart in between.</summary>
public class EventTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Theory]
    [EveryProgram]
    public async Task WhatADaemonRemembersIsGivenTyped(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        IReadOnlyList<SyncEvent> all = pair.Run("Get-SyncEvent -Node $a, $b").All<SyncEvent>();
        Assert.Equal([pair.A.Name, pair.B.Name], all.Select(one => one.Machine).Distinct().Order());
        SyncEvent[] ofA = [.. all.Where(one => one.Node == pair.A)];
        Assert.Equal(Enumerable.Range(1, ofA.Length), ofA.Select(one => (int)one.Id)); // both streams, none missing, in their order
        Assert.DoesNotContain(all, one => one.Type == "ConfigSaved" && one.Data.Count > 0);

        SyncEvent fetched = all.Single(one => one.Type == "ItemFinished" && one.Share == id && one.Node == pair.B);
        Assert.Equal(("first.txt", "update", null), (fetched.Path, fetched.Data["action"], fetched.Error));
        SyncEvent changed = pair.Run("Get-SyncEvent RemoteChangeDetected -Node $b | Where-Object Share -eq $id", ("id", id)).One<SyncEvent>();
        Assert.Equal(("first.txt", pair.A.Name), (changed.Path, changed.Device));
        Assert.Equal("idle", pair.Run("(Get-SyncEvent state* -Node $a | Where-Object { $_.Data.to -eq 'idle' })[0].Data.to").One<string>());
        Assert.Equal(pair.B.Name, pair.Run("(Get-SyncEvent DeviceConnected -Node $a)[0]").One<SyncEvent>().Device);

        SyncEvent third = ofA[2];
        foreach (object since in (object[])[third, third.Id, third.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), third.Time.AddTicks(1)])
        {
            Assert.Equal(4, pair.Run("(Get-SyncEvent -Node $a -Since $since)[0]", ("since", since)).One<SyncEvent>().Id);
        }

        CmdletResult earlier = pair.Run("Get-SyncEvent -Node $a -Since ([TimeSpan]::FromDays(2))");
        Assert.Equal(1, ((SyncEvent)earlier.Output[0].BaseObject).Id);
        Assert.Contains("was started at", Assert.Single(earlier.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [EveryProgram]
    public async Task TheFirstThatIsWantedEndsTheFollowing(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        using PowerShell shell = pair.Host.Create("Get-SyncEvent StateChanged -Follow -Node $a | Where-Object { $_.Data.to -eq 'scanning' } | Select-First; 'goes on'", ("a", pair.A));
        Task<PSDataCollection<PSObject>> running = shell.InvokeAsync();
        await Eventually.TrueAsync("the first is seen", async () =>
        {
            await pair.ApiA.PostAsync($"db/scan?folder={id}");
            return running.IsCompleted;
        });
        PSDataCollection<PSObject> output = await running;
        Assert.Equal((id, "goes on"), (((SyncEvent)output[0].BaseObject).Share, output[1].BaseObject));
    }

    [Theory]
    [EveryProgram]
    public async Task ARestartIsSaidAndLeavesNoGapAfterIt(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        using CmdletHost host = new();
        using PowerShell shell = host.Create("Get-SyncEvent -Follow -Node $b -Since $last", ("b", pair.B), ("last", pair.Run("(Get-SyncEvent -Node $b)[-1]").One<SyncEvent>()));
        using PSDataCollection<PSObject> output = [];
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        await pair.ApiB.PostAsync($"system/pause?device={pair.A.DeviceId}");
        await Eventually.TrueAsync("the following is under way", () => Events().Any(one => one.Type == "DevicePaused"), details: () => string.Join('\n', Warnings()));

        DateTimeOffset? before = pair.B.StartedAt;
        await pair.Sandbox.Daemons[1].StopAsync(CancellationToken.None).WaitAsync(s_patience);
        await Eventually.TrueAsync("the stop is said", () => Warnings().Any(line => line.Contains("are waited for", StringComparison.Ordinal)));
        await pair.Sandbox.Daemons[1].StartAsync(CancellationToken.None).WaitAsync(s_patience);
        await Eventually.TrueAsync("the second run is followed", () => Events().Any(one => one.Type == "StartupComplete"), details: () => string.Join('\n', [.. Warnings(), .. Events().Select(one => $"{one.Id} {one}")]));
        Assert.Contains(Warnings(), line => line.Contains("was restarted", StringComparison.Ordinal));
        Assert.NotEqual(before, pair.B.StartedAt);

        SyncEvent[] second = [.. Events().SkipWhile(one => one.Type != "Starting")];
        Assert.Equal(Enumerable.Range(1, second.Length), second.Select(one => (int)one.Id).Order()); // from its first on, none missing
        shell.Stop();
        Assert.Empty(shell.Streams.Error);
        Assert.True(running.IsCompleted);
        await pair.ApiB.PostAsync($"system/resume?device={pair.A.DeviceId}");
        await pair.ConnectedAsync();

        // What was read of the run before is no place in this one.
        SyncEvent old = Events().First(one => one.Type == "DevicePaused");
        CmdletResult resumed = pair.Run("Get-SyncEvent -Node $b -Since $old", ("old", old));
        Assert.Contains("was restarted", Assert.Single(resumed.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, ((SyncEvent)resumed.Output[0].BaseObject).Id);

        // Enumerated as they are, both would wait for more.
        string[] Warnings() => [.. shell.Streams.Warning.ToArray().Select(line => line.Message)];
        SyncEvent[] Events() => [.. output.ToArray().Select(one => (SyncEvent)one.BaseObject)];
    }
}
