namespace WorkspaceSync.Tests;

/// <summary>Daemons that stop: a stopped one is a row of the status, and a named error for everything else.</summary>
public class StoppedTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task AStoppedDaemonIsARowAndComesBack(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        SandboxDaemon daemon = pair.Sandbox.Daemons[1];
        await daemon.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        IReadOnlyList<SyncStatus> rows = pair.Run("Get-SyncStatus $id -Node $a, $b", ("id", id)).All<SyncStatus>();
        SyncStatus stopped = rows.Single(row => row.Machine == pair.B.Name);
        Assert.Equal((id, SyncHealth.Stopped, pair.PathB(id)), (stopped.Share, stopped.Health, stopped.Path));
        Assert.Equal((null, null, null, null, null), (stopped.State, stopped.NeedItems, stopped.NeedBytes, stopped.NeedDeletes, stopped.CompletionPercent));
        Assert.Empty(pair.Run("Get-SyncStatus zz* -Node $b").All<object>());
        Assert.Single(rows, row => row.Machine == pair.A.Name);

        foreach (string script in (string[])["Get-SyncShare -Node $b", "Get-SyncShare $id -Node $b", "Get-SyncDevice x -Node $b", "Get-SyncPending -Node $b", "Get-SyncError $id -Node $b", "Suspend-SyncShare $id -Node $b", "Get-SyncIgnore $id -Node $b", "Wait-SyncShare $id -Node $a -Timeout 60"])
        {
            CmdletResult result = pair.Run(script, ("id", id));
            Assert.Contains(pair.B.Name, result.Error(SyncError.NodeUnreachable).ToString(), StringComparison.Ordinal);
            Assert.Empty(result.Output);
        }

        await daemon.StartAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        await pair.ConnectedAsync();
        Assert.Equal(SyncProofScope.Both, pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).One<SyncStatus>().Proof);
    }

    [Theory]
    [EveryProgram]
    public async Task ADaemonThatDiesInTheMiddleOfAWaitIsNamed(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        await LimitAsync(pair, 20);
        byte[] big = new byte[3_000_000]; // the limit lets half a megabyte through at once
        Random.Shared.NextBytes(big);
        File.WriteAllBytes(Path.Join(pair.PathA(id), "slowly taken.bin"), big);
        using CmdletHost host = new();
        Task<CmdletResult> waiting = Task.Run(() => host.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id), ("a", pair.A)));
        await Eventually.TrueAsync("b knows of the file", async () => (int?)(await pair.ApiB.GetAsync($"db/status?folder={id}"))["needTotalItems"] == 1);
        await pair.Sandbox.Daemons[1].StopAsync(CancellationToken.None);
        CmdletResult result = await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        string error = (result.Terminating ?? Assert.Single(result.Errors)).FullyQualifiedErrorId.Split(',')[0];
        Assert.Contains(error, (string[])[nameof(SyncError.ConnectionLost), nameof(SyncError.NodeUnreachable)]);
        await pair.Sandbox.Daemons[1].StartAsync(CancellationToken.None);
        await LimitAsync(pair, 0);
    }

    private static async Task LimitAsync(DaemonPair pair, int kibibytes)
    {
        await pair.ApiA.PatchAsync($"config/devices/{pair.B.DeviceId}", new { maxSendKbps = kibibytes });
        await pair.ApiA.PatchAsync("config/options", new { limitBandwidthInLan = kibibytes > 0 });
    }

    [Theory]
    [EveryProgram]
    public async Task NoticesAreReadAndCleared(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        await pair.ApiA.PostAsync("system/error/clear");
        using HttpClient client = new();
        client.DefaultRequestHeaders.Add("X-API-Key", pair.ApiA.Key);
        using StringContent notice = new("something to see");
        (await client.PostAsync(new Uri(pair.A.Uri, "/rest/system/error"), notice)).EnsureSuccessStatusCode().Dispose();

        SyncProblem problem = pair.Run("Get-SyncError -Node $a").One<SyncProblem>();
        Assert.Equal((null, null), (problem.Share, problem.Path));
        Assert.Contains("something to see", problem.Message, StringComparison.Ordinal); // 2.x puts words of its own around it
        pair.Run("Clear-SyncError -Node $a -WhatIf").AssertNoErrors();
        Assert.Single(pair.Run("Get-SyncError -Node $a").All<SyncProblem>());
        Assert.Empty(pair.Run("Clear-SyncError -Node $a").All<object>());
        Assert.Empty(pair.Run("Get-SyncError -Node $a").All<object>());
        Assert.Single(pair.Run("Clear-SyncError -Node $a -Verbose").Verbose, line => line.Contains("no notices", StringComparison.Ordinal));
    }
}
