namespace WorkspaceSync.Tests;

/// <summary>Status tells the truth that the daemon's own percentage hides: items, bytes, deletions, and null for what nobody knows.</summary>
public class StatusTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task InSyncIsSaidByBothSides(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        await Eventually.TrueAsync("both say InSync", () => Both(pair, id).All(status => status.Health == SyncHealth.InSync));
        foreach (SyncStatus status in Both(pair, id))
        {
            Assert.Equal((0L, 0L, 0L, 100.0, 0), (status.NeedItems, status.NeedBytes, status.NeedDeletes, status.CompletionPercent, status.Errors));
            Assert.Equal(("idle", null, null), (status.State, status.Reason, status.Proof));
            SyncDeviceStatus device = Assert.Single(status.Devices);
            Assert.True(device is { Connected: true, NeedItems: 0, NeedBytes: 0, NeedDeletes: 0, CompletionPercent: 100 });
            Assert.NotNull(status.LastScan);
        }
    }

    [Theory]
    [EveryProgram]
    public async Task EmptyFilesAndDeletionsCount(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        await pair.ApiB.PatchAsync($"config/folders/{id}", new { type = "sendonly" }); // it takes nothing, so what it needs stays
        await pair.ConnectedAsync();
        for (int i = 0; i < 50; i++)
        {
            FileTree.Write(pair.PathA(id), $"empty{i}");
        }

        File.Delete(Path.Join(pair.PathA(id), "first.txt"));
        await pair.ApiA.PostAsync($"db/scan?folder={id}");
        await Eventually.TrueAsync("b knows of all", () => Both(pair, id)[1] is { NeedItems: 50, NeedDeletes: 1 });
        await Eventually.TrueAsync("a knows what b lacks", () => Both(pair, id)[0].Devices[0] is { NeedItems: 50, NeedDeletes: 1 });
        (SyncStatus a, SyncStatus b) = (Both(pair, id)[0], Both(pair, id)[1]);
        Assert.Equal((SyncHealth.LocalBehind, 0L), (b.Health, b.NeedBytes));
        Assert.InRange(b.CompletionPercent!.Value, 0, 10);
        Assert.Equal((SyncHealth.RemoteBehind, 0L, 0L, 0L), (a.Health, a.NeedItems, a.NeedBytes, a.NeedDeletes));
        Assert.Equal(0L, a.Devices[0].NeedBytes);
        Assert.InRange(a.Devices[0].CompletionPercent!.Value, 0, 10);
        Assert.Contains("50 item(s) and 1 deletion(s)", a.Reason, StringComparison.Ordinal);
    }

    // What the last status showed is asked about early: nothing of that may be told once it has changed.
    [Theory]
    [EveryProgram]
    public async Task WhatIsAskedEarlyIsTrueOrAskedAnew(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        CmdletResult Status() => pair.Run("Get-SyncStatus $id -Node $a", ("id", id));
        SyncDeviceStatus Device() => Assert.Single(Status().One<SyncStatus>().Devices);
        await Eventually.TrueAsync("b is known to have all", () => Device().CompletionPercent == 100);
        DateTimeOffset first = Assert.Single(pair.A.LastStatus[id]).Since;

        // Gone: its daemon goes on saying 100.
        await pair.Sandbox.Daemons[1].StopAsync(CancellationToken.None);
        await Eventually.TrueAsync("b is gone", () => !Device().Connected);
        Assert.Null(Device().CompletionPercent);
        Assert.Empty(pair.A.LastStatus[id]);

        // Back, on another connection.
        await pair.Sandbox.Daemons[1].StartAsync(CancellationToken.None);
        await pair.ConnectedAsync();
        await Eventually.TrueAsync("b is known to have all again", () => Device().CompletionPercent == 100);
        Assert.NotEqual(first, Assert.Single(pair.A.LastStatus[id]).Since);

        // Paused, and resumed: the daemon refuses what is asked of a paused folder, or knows nothing.
        pair.Run("Suspend-SyncShare $id -Node $a", ("id", id)).AssertNoErrors();
        Assert.Equal((SyncHealth.Paused, null), (Status().One<SyncStatus>().Health, Status().One<SyncStatus>().NeedItems));
        pair.Run("Resume-SyncShare $id -Node $a", ("id", id)).AssertNoErrors();
        Assert.NotEqual(SyncHealth.Paused, Status().One<SyncStatus>().Health);

        // Removed, and there again.
        pair.Run("Remove-SyncShare $id -Node $a", ("id", id)).AssertNoErrors();
        Status().Error(SyncError.ShareNotFound);
        pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).AssertNoErrors();
        Assert.Equal(0, Status().One<SyncStatus>().Errors);
        pair.Run("Remove-SyncShare $id -Node $a, $b", ("id", id)).AssertNoErrors();
    }

    [Theory]
    [EveryProgram]
    public async Task PausedIsUnknownAndNotAHundred(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        pair.Run("Suspend-SyncShare $id -Node $b", ("id", id)).AssertNoErrors();
        SyncStatus b = Both(pair, id)[1];
        Assert.Equal((SyncHealth.Paused, null, null, null, null, null), (b.Health, b.State, b.NeedItems, b.NeedBytes, b.NeedDeletes, b.CompletionPercent));
        Assert.Null(b.Errors);
        await pair.ConnectedAsync();
        if (RemoteStateIsTold(pair))
        {
            await Eventually.TrueAsync("a says who paused it", () => Both(pair, id)[0] is { Health: SyncHealth.Paused } a && a.Reason!.Contains(pair.B.Name, StringComparison.Ordinal));
            Assert.True(Both(pair, id)[0].Devices[0] is { CompletionPercent: null, NeedItems: null });
        }

        pair.Run("Remove-SyncShare $id -Node $a, $b", ("id", id)).AssertNoErrors();
    }

    [Theory]
    [EveryProgram]
    public async Task ADeviceThatIsGoneIsUnknownAndNotAHundred(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        pair.Run("Suspend-SyncDevice $name -Node $b", ("name", pair.A.Name)).AssertNoErrors();
        await Eventually.TrueAsync("a knows that b is gone", () => Both(pair, id)[0].Health == SyncHealth.Disconnected);
        SyncStatus a = Both(pair, id)[0];
        Assert.Null(a.CompletionPercent);
        Assert.True(a.Devices[0] is { Connected: false, NeedItems: null, NeedBytes: null, NeedDeletes: null, CompletionPercent: null });
        Assert.Equal(SyncHealth.Paused, Both(pair, id)[1].Health);
        Assert.True(Both(pair, id)[1].Devices[0] is { Paused: true, CompletionPercent: null });
        pair.Run("Resume-SyncDevice $name -Node $b", ("name", pair.A.Name)).AssertNoErrors();
        await pair.ConnectedAsync();
    }

    [Theory]
    [EveryProgram]
    public async Task NotAcceptedIsNotShared(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId(), alone = pair.NewId();
        await pair.ConnectedAsync();
        FileTree.Write(pair.PathA(id), "file", "x");
        pair.Run("New-SyncShare $root/a/$id -Device $b -Node $a; New-SyncShare $root/a/$alone -Node $a", ("id", id), ("alone", alone)).AssertNoErrors();
        await pair.ConnectedAsync();
        await Eventually.TrueAsync("a says that b has not accepted", () => pair.Run("Get-SyncStatus $id -Node $a", ("id", id)).One<SyncStatus>() is
            { Health: SyncHealth.NotShared, Devices: [{ CompletionPercent: null, NeedItems: null }] });
        Assert.Equal(SyncHealth.NotShared, pair.Run("Get-SyncStatus $id -Node $a", ("id", alone)).One<SyncStatus>().Health);
        pair.Run("Remove-SyncShare $id, $alone -Node $a", ("id", id), ("alone", alone)).AssertNoErrors();
    }

    [Theory]
    [EveryProgram]
    public async Task AFolderInErrorSaysWhy(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).AssertNoErrors();
        Directory.Delete(Path.Join(pair.PathA(id), ".stfolder"), recursive: true);
        await Assert.ThrowsAnyAsync<Exception>(() => pair.ApiA.PostAsync($"db/scan?folder={id}"));
        SyncStatus status = pair.Run("sync-status $id -Node $a", ("id", id)).One<SyncStatus>();
        Assert.Equal((SyncHealth.Error, "error", null), (status.Health, status.State, status.NeedItems));
        Assert.Contains("marker missing", status.Reason, StringComparison.Ordinal);
        SyncProblem problem = pair.Run("Get-SyncError $id -Node $a", ("id", id)).One<SyncProblem>();
        Assert.Equal((id, null, pair.A.Name), (problem.Share, problem.Path, problem.Machine));
        Assert.Contains("marker missing", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [EveryProgram]
    public async Task AskingScansNothing(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        pair.Run("New-SyncShare $root/a/$id -Node $a; Set-SyncShare $id -WatcherEnabled $false -Node $a", ("id", id)).AssertNoErrors();
        await pair.ApiA.PostAsync($"db/scan?folder={id}");
        FileTree.Write(pair.PathA(id), "new", "x");
        pair.Run("Get-SyncStatus $id -Node $a", ("id", id)).AssertNoErrors();
        Assert.Equal(0, (int?)(await pair.ApiA.GetAsync($"db/status?folder={id}"))["globalFiles"]);
    }

    private static IReadOnlyList<SyncStatus> Both(DaemonPair pair, string id)
    {
        IReadOnlyList<SyncStatus> rows = pair.Run("Get-SyncStatus $id -Node $a, $b", ("id", id)).All<SyncStatus>();
        return [rows.Single(row => row.Machine == pair.A.Name), rows.Single(row => row.Machine == pair.B.Name)];
    }

    private static bool RemoteStateIsTold(DaemonPair pair) => !pair.A.Version.StartsWith("v1.19", StringComparison.Ordinal);
}
