using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>What Wait-SyncShare proves, and how much of it.</summary>
public class WaitTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task BothSidesAreProved(string program)
    {
        (DaemonPair pair, string id) = await ReadyAsync(program);
        FileTree.Write(pair.PathA(id), "deep/new.txt", "from a");
        FileTree.Write(pair.PathA(id), "empty");
        FileTree.Write(pair.PathB(id), "result.txt", "from b");
        File.Delete(Path.Join(pair.PathB(id), "first.txt"));
        CmdletResult result = pair.Run("Wait-SyncShare $id -Node $a -Timeout 60 -Verbose", ("id", id));
        SyncStatus status = result.One<SyncStatus>();
        Assert.Equal((SyncHealth.InSync, SyncProofScope.Both, id, pair.A.Name), (status.Health, status.Proof, status.Share, status.Machine));
        Assert.Contains(result.Verbose, line => line.Contains("same on both sides", StringComparison.Ordinal));
        FileTree.AssertSame(pair.PathA(id), pair.PathB(id));
        Assert.False(File.Exists(Path.Join(pair.PathA(id), "first.txt")));
    }

    [Theory]
    [EveryProgram]
    public async Task WithOneApiHalfIsProvedAndSaid(string program)
    {
        (DaemonPair pair, string id) = await ReadyAsync(program);
        pair.ForgetB();
        FileTree.Write(pair.PathA(id), "half.txt", "from a");
        File.Delete(Path.Join(pair.PathA(id), "first.txt"));
        CmdletResult result = pair.Run("Wait-SyncShare $id -Node $a -Timeout 60 -Verbose", ("id", id));
        pair.RememberB();
        Assert.Equal(SyncProofScope.LocalOnly, result.One<SyncStatus>().Proof);
        Assert.Contains(result.Verbose, line => line.Contains("Connect-SyncNode", StringComparison.Ordinal));
        Assert.Equal("from a", await File.ReadAllTextAsync(Path.Join(pair.PathB(id), "half.txt")));
        Assert.False(File.Exists(Path.Join(pair.PathB(id), "first.txt")));
    }

    [Theory]
    [EveryProgram]
    public async Task WithoutAScanNothingIsProved(string program)
    {
        (DaemonPair pair, string id) = await ReadyAsync(program);
        Assert.Equal(SyncProofScope.LocalOnly, pair.Run("Wait-SyncShare $id -Node $a -NoScan", ("id", id)).One<SyncStatus>().Proof);
    }

    [Theory]
    [EveryProgram]
    public async Task StableForAndDeviceAreTaken(string program)
    {
        (DaemonPair pair, string id) = await ReadyAsync(program);
        FileTree.Write(pair.PathA(id), "stable.txt", "x");
        Assert.Equal(SyncProofScope.Both, pair.Run("Wait-SyncShare $id -Node $a -Device $b -StableFor 0.3 -Timeout 60", ("id", id)).One<SyncStatus>().Proof);
        FileTree.AssertSame(pair.PathA(id), pair.PathB(id));
        pair.Run("Wait-SyncShare $id -Node $a -Device nobody", ("id", id)).Error(SyncError.DeviceNotFound);
    }

    [Theory]
    [EveryProgram]
    public async Task APipelineOfSharesIsWaitedForOneByOne(string program)
    {
        (DaemonPair pair, string id) = await ReadyAsync(program);
        string lonely = pair.NewId();
        pair.Run("New-SyncShare $root/a/$lonely -Node $a", ("lonely", lonely)).AssertNoErrors();
        CmdletResult result = pair.Run("$lonely, $id | Wait-SyncShare -Node $a -Timeout 60", ("id", id), ("lonely", lonely));
        Assert.Equal(lonely, result.Error(SyncError.ShareNotShared).TargetObject);
        Assert.Equal(id, ((SyncStatus)Assert.Single(result.Output).BaseObject).Share);
    }

    [Theory]
    [EveryProgram]
    public async Task WhenTimeIsUpTheFilesAreNamed(string program)
    {
        (DaemonPair pair, string id) = await ReadyAsync(program);
        await pair.LimitAsync(20);
        byte[] big = new byte[2_000_000]; // the limit lets half a megabyte through at once
        Random.Shared.NextBytes(big);
        File.WriteAllBytes(Path.Join(pair.PathA(id), "slowly taken.bin"), big);
        await pair.ApiA.PostAsync($"db/scan?folder={id}");
        await Eventually.TrueAsync("b knows of the file", async () => (int?)(await pair.ApiB.GetAsync($"db/status?folder={id}"))["needTotalItems"] == 1);
        string error = pair.Run("Wait-SyncShare $id -Node $a -Timeout 3", ("id", id)).Error(SyncError.SyncTimeout).ToString();
        Assert.Contains("slowly taken.bin", error, StringComparison.Ordinal);
        Assert.Contains("within 3 s", error, StringComparison.Ordinal);
        await pair.LimitAsync(0);
        pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).AssertNoErrors();
        FileTree.AssertSame(pair.PathA(id), pair.PathB(id));
    }

    [Theory]
    [EveryProgram]
    public async Task TheBarNamesTheFileThatIsOnItsWay(string program)
    {
        (DaemonPair pair, string id) = await ReadyAsync(program);
        await pair.LimitAsync(20);
        byte[] big = new byte[2_000_000];
        Random.Shared.NextBytes(big);
        File.WriteAllBytes(Path.Join(pair.PathA(id), "on its way.bin"), big);
        using CmdletHost host = new();
        using PowerShell shell = host.Create("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id), ("a", pair.A));
        IAsyncResult running = shell.BeginInvoke();
        string[] Bars() => [.. shell.Streams.Progress.ToArray().Select(bar => bar.StatusDescription)];
        await Eventually.TrueAsync("the file is named", () => Bars().Any(bar => bar.EndsWith(", on its way.bin", StringComparison.Ordinal)), details: () => string.Join('\n', Bars()));
        await pair.LimitAsync(0);
        shell.EndInvoke(running);
        Assert.Empty(shell.Streams.Error);
        Assert.Equal(ProgressRecordType.Completed, shell.Streams.Progress.ToArray()[^1].RecordType);
        FileTree.AssertSame(pair.PathA(id), pair.PathB(id));
    }

    [Theory]
    [EveryProgram]
    public async Task ASideThatOnlySendsIsNamedAtOnce(string program)
    {
        (DaemonPair pair, string id) = await ReadyAsync(program);
        pair.Run("Set-SyncShare $id -Type SendOnly -Node $b", ("id", id)).AssertNoErrors(); // b takes nothing
        await pair.ConnectedAsync();
        FileTree.Write(pair.PathA(id), "never taken.txt", "x");
        string error = pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).Error(SyncError.ShareOneWay).ToString();
        Assert.Contains("send-only", error, StringComparison.Ordinal);
        pair.Run("Set-SyncShare $id -Type SendReceive -Node $b", ("id", id)).AssertNoErrors();
        await pair.ConnectedAsync();
        pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).AssertNoErrors();
        FileTree.AssertSame(pair.PathA(id), pair.PathB(id));
    }

    [Theory]
    [InlineData("-Timeout 0")]
    [InlineData("-Timeout ([TimeSpan]::MaxValue)")]
    [InlineData("-Timeout soon")]
    [InlineData("-Timeout ([double]::NaN)")]
    [InlineData("-StableFor -1")]
    public void EveryWaitIsFinite(string arguments)
    {
        using CmdletHost host = new();
        CmdletResult result = host.Run($"Wait-SyncShare x {arguments}");
        Assert.Matches("^(ParameterArgument|CannotConvertArgument)", (result.Terminating ?? Assert.Single(result.Errors)).FullyQualifiedErrorId);
    }

    private async Task<(DaemonPair Pair, string Id)> ReadyAsync(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        return (pair, await pair.ShareAsync());
    }
}
