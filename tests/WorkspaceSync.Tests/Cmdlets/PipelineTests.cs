namespace WorkspaceSync.Tests;

/// <summary>Objects of one cmdlet bound by the next: everything carries its node.</summary>
public class PipelineTests(Stage stage) : IClassFixture<Stage>
{
    [Theory]
    [EveryProgram]
    public async Task SharesByWildcardAreSuspendedOnTheirOwnNode(string program)
    {
        (DaemonPair pair, string id) = await stage.SetAsync(program);
        pair.Run("'nt-one', 'nt-two' | ForEach-Object { New-SyncShare $root/b/$_ -Node $b }").AssertNoErrors();
        pair.Run("Get-SyncShare nt-* -Node $a, $b | Suspend-SyncShare").AssertNoErrors();
        Assert.True((bool?)(await pair.ApiB.FindAsync("config/folders/nt-one"))!["paused"]);
        Assert.True((bool?)(await pair.ApiB.FindAsync("config/folders/nt-two"))!["paused"]);
        Assert.False((bool?)(await pair.ApiB.FindAsync($"config/folders/{id}"))!["paused"]);
        Assert.Equal(["nt-one", "nt-two"], pair.Run("Get-SyncShare -Node $a, $b | Where-Object Paused | Resume-SyncShare -PassThru | ForEach-Object Id").All<string>().Order());
        pair.Run("Get-SyncShare NT-* -Node $b | Remove-SyncShare").AssertNoErrors();
        Assert.Null(await pair.ApiB.FindAsync("config/folders/nt-one"));
    }

    [Theory]
    [EveryProgram]
    public async Task ANodeInThePipelineSaysWhere(string program)
    {
        (DaemonPair pair, string id) = await stage.SetAsync(program);
        Assert.Equal([pair.PathA(id), pair.PathB(id)], pair.Run("$a, $b | Get-SyncShare $id | ForEach-Object Path", ("id", id)).All<string>().Order());
        Assert.Equal([pair.A.Name, pair.B.Name], pair.Run("$a, $b | Get-SyncStatus $id | ForEach-Object Machine", ("id", id)).All<string>().Order());
        Assert.Equal(2, pair.Run("$a, $b | Get-SyncDevice | Where-Object Name -eq absent").Output.Count);
        Assert.Empty(pair.Run("$a, $b | Get-SyncPending").All<object>());
        Assert.Equal(pair.PathB(id), pair.Run("Get-SyncShare $id -Node $name | ForEach-Object Path", ("id", id), ("name", pair.B.Name.ToUpperInvariant())).One<string>());
    }

    [Theory]
    [EveryProgram]
    public async Task AShareLeadsToItsStatusPatternsErrorsAndDevices(string program)
    {
        (DaemonPair pair, string id) = await stage.SetAsync(program);
        Assert.Equal((id, pair.A.Name), pair.Run("Get-SyncShare $id -Node $a | Get-SyncStatus", ("id", id)).One<SyncStatus>() is { } status ? (status.Share, status.Machine) : default);
        Assert.Equal("*.old", pair.Run("Get-SyncShare $id -Node $a | Get-SyncIgnore", ("id", id)).One<SyncIgnore>().Pattern);
        Assert.Empty(pair.Run("Get-SyncShare $id -Node $a | Get-SyncError", ("id", id)).All<object>());
        Assert.Equal(pair.B.DeviceId, pair.Run("(Get-SyncShare $id -Node $a).Devices | Get-SyncDevice -Node $a", ("id", id)).One<SyncDevice>().DeviceId);
        Assert.Equal(pair.B.DeviceId, pair.Run("(Get-SyncStatus $id -Node $a).Devices | Get-SyncDevice -Node $a", ("id", id)).One<SyncDevice>().DeviceId);
        Assert.Equal(SyncProofScope.Both, pair.Run("Get-SyncShare $id -Node $b | Wait-SyncShare -Timeout 60", ("id", id)).One<SyncStatus>().Proof);
        Assert.Equal(id, pair.Run("Get-SyncStatus $id -Node $a | Get-SyncShare", ("id", id)).One<SyncShare>().Id);
        Assert.Equal(id, pair.Run("Get-SyncStatus $id -Node $a | Set-SyncShare -Label piped -PassThru", ("id", id)).One<SyncShare>().Id);
    }

    [Theory]
    [EveryProgram]
    public async Task ADeviceIsTakenOverFromOneNodeToAnother(string program)
    {
        (DaemonPair pair, _) = await stage.SetAsync(program);
        pair.Run("New-SyncDevice $stranger third -Address tcp://127.0.0.1:9 -Node $a; Get-SyncDevice third -Node $a | New-SyncDevice -Node $b", ("stranger", Stage.Stranger)).AssertNoErrors();
        SyncDevice taken = pair.Run("Get-SyncDevice third -Node $b").One<SyncDevice>();
        Assert.Equal(("third", Stage.Stranger, "tcp://127.0.0.1:9"), (taken.Name, taken.DeviceId, Assert.Single(taken.Addresses)));
        pair.Run("Get-SyncDevice th* -Node $a, $b | Remove-SyncDevice").AssertNoErrors();
        Assert.Null(await pair.ApiB.FindAsync($"config/devices/{Stage.Stranger}"));
    }

    [Theory]
    [EveryProgram]
    public async Task ADirectoryBecomesAShare(string program)
    {
        (DaemonPair pair, _) = await stage.SetAsync(program);
        DirectoryInfo directory = Directory.CreateDirectory(Path.Join(pair.Root, "a", "piped dir"));
        Assert.Equal(("piped dir", directory.FullName), pair.Run("$directory | New-SyncShare -Node $a", ("directory", directory)).One<SyncShare>() is { } share ? (share.Id, share.Path) : default);
        pair.Run("Remove-SyncShare 'piped dir' -Node $a").AssertNoErrors();
    }

    [Theory]
    [EveryProgram]
    public async Task ForeignObjectsAreNoShares(string program)
    {
        (DaemonPair pair, string id) = await stage.SetAsync(program);
        string before = await pair.ConfigsAsync();
        foreach (string script in (string[])["Get-SyncDevice -Node $a | Remove-SyncShare", "$a | Remove-SyncShare", "7 | Suspend-SyncShare -Node $a", "Get-SyncShare -Node $a | Remove-SyncDevice"])
        {
            CmdletResult result = pair.Run(script, ("id", id));
            Assert.NotEmpty(result.Errors);
            Assert.Empty(result.Output);
        }

        Assert.Equal(before, await pair.ConfigsAsync());
    }
}
