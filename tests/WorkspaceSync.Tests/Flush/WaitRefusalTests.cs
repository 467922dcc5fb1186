using System.Diagnostics;
using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>A wait that cannot succeed ends at once, by name, on whichever side the reason is.</summary>
public class WaitRefusalTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    // Far below the time that the waits are given, and below what a reconnecting device gets.
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(6);

    [Theory]
    [EveryProgram]
    public async Task PausedHereOrThere(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        foreach ((string side, SyncNode node) in new[] { ("$a", pair.A), ("$b", pair.B) })
        {
            pair.Run($"Suspend-SyncShare $id -Node {side}", ("id", id)).AssertNoErrors();
            ErrorRecord error = Refused(pair, id, SyncError.SharePaused);
            Assert.Contains($"{node.Name}: '{id}' is paused", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("Resume-SyncShare", error.ToString(), StringComparison.Ordinal);
            if (side == "$b" && !pair.A.Version.StartsWith("v1.19", StringComparison.Ordinal)) // 1.19 does not tell others
            {
                pair.ForgetB();
                string told = pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).Error(SyncError.SharePaused).ToString();
                pair.RememberB();
                Assert.Contains($"paused by {pair.B.Name}", told, StringComparison.Ordinal);
            }

            pair.Run($"Resume-SyncShare $id -Node {side}", ("id", id)).AssertNoErrors();
        }

        pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).AssertNoErrors();
    }

    [Theory]
    [EveryProgram]
    public async Task APausedDevice(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        foreach ((string side, SyncNode other) in new[] { ("$a", pair.B), ("$b", pair.A) })
        {
            pair.Run($"Suspend-SyncNode {side}").AssertNoErrors();
            Assert.Contains($"device {other.Name} is paused", Refused(pair, id, SyncError.SharePaused).ToString(), StringComparison.Ordinal);
            pair.Run($"Resume-SyncNode {side}").AssertNoErrors();
            await pair.ConnectedAsync();
        }
    }

    [Theory]
    [EveryProgram]
    public async Task NotSharedOrNotAccepted(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).AssertNoErrors();
        Assert.Contains("shared with no other device", Refused(pair, id, SyncError.ShareNotShared).ToString(), StringComparison.Ordinal);
        pair.Run("Set-SyncShare $id -AddDevice $b -Node $a", ("id", id)).AssertNoErrors();
        Assert.Contains(pair.B.Name, Refused(pair, id, SyncError.ShareNotShared).ToString(), StringComparison.Ordinal);
        pair.ForgetB();
        string error = pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).Error(SyncError.ShareNotShared).ToString();
        pair.RememberB();
        Assert.Contains($"{pair.B.Name} has", error, StringComparison.Ordinal);
        Assert.Contains("accepted", error, StringComparison.Ordinal);

        pair.Run("New-SyncShare $root/b/$id -Node $b", ("id", id)).AssertNoErrors(); // there, and not shared back
        Refused(pair, id, SyncError.ShareNotShared);
    }

    [Theory]
    [EveryProgram]
    public async Task ADeviceThatIsNotThere(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        pair.ForgetB();
        await pair.Sandbox.Daemons[1].StopAsync(CancellationToken.None);
        Stopwatch clock = Stopwatch.StartNew();
        ErrorRecord error = pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).Error(SyncError.DeviceDisconnected);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15)); // one that was there just now may be coming back
        Assert.Contains($"{pair.B.Name} is not connected", error.ToString(), StringComparison.Ordinal);
        Refused(pair, id, SyncError.DeviceDisconnected);
        await pair.Sandbox.Daemons[1].StartAsync(CancellationToken.None);
        pair.RememberB();
        await pair.ConnectedAsync();
    }

    [Theory]
    [EveryProgram]
    public async Task AFolderInErrorOnEitherSide(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        foreach ((string path, SyncNode node) in new[] { (pair.PathA(id), pair.A), (pair.PathB(id), pair.B) })
        {
            Directory.Delete(Path.Join(path, ".stfolder"), recursive: true);
            string error = Refused(pair, id, SyncError.RootVanished).ToString();
            Assert.Contains($"{node.Name}: {path} has no .stfolder", error, StringComparison.Ordinal);
            Assert.Contains("Nothing was synced", error, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Join(path, "first.txt")));
            Directory.CreateDirectory(Path.Join(path, ".stfolder"));
        }

        pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).AssertNoErrors();
    }

    [NeedingTheory(Need.Root)]
    [EveryProgram]
    public async Task AFileThatCannotBeReplaced(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        using (new ImmutableFile(Path.Join(pair.PathB(id), "first.txt")))
        {
            FileTree.Write(pair.PathA(id), "first.txt", "another text");
            ErrorRecord error = pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).Error(SyncError.ShareInError);
            Assert.Contains("first.txt", error.ToString(), StringComparison.Ordinal);
            Assert.Contains(pair.B.Name, error.ToString(), StringComparison.Ordinal);
            SyncProblem problem = pair.Run("Get-SyncError $id -Node $b", ("id", id)).One<SyncProblem>();
            Assert.Equal((id, "first.txt"), (problem.Share, problem.Path));
            Assert.Equal(SyncHealth.Error, pair.Run("Get-SyncStatus $id -Node $b", ("id", id)).One<SyncStatus>().Health);
        }

        pair.Run("Suspend-SyncShare $id -Node $b; Resume-SyncShare $id -Node $b; Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).AssertNoErrors();
        FileTree.AssertSame(pair.PathA(id), pair.PathB(id));
    }

    // The reason by its name, of the value that was given, long before the time is up.
    private static ErrorRecord Refused(DaemonPair pair, string id, SyncError expected)
    {
        Stopwatch clock = Stopwatch.StartNew();
        CmdletResult result = pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id));
        TimeSpan took = clock.Elapsed;
        ErrorRecord error = result.Error(expected);
        Assert.Equal(id, error.TargetObject);
        Assert.Empty(result.Output);
        Assert.InRange(took, TimeSpan.Zero, s_atOnce);
        return error;
    }
}
