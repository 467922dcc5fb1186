using System.Diagnostics;
using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>A flush that cannot succeed says why, by name, on which machine; a disaster is not carried over.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class FlushRefusalTests(WorkspacePairs pairs)
{
    [Theory]
    [EveryProgram]
    public async Task EachCauseHasItsName(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        foreach ((string doIt, string? undoIt, SyncError error, SyncGrade grade, string says) in new (string, string?, SyncError, SyncGrade, string)[]
        {
            ("Suspend-SyncShare $name", "Resume-SyncShare $name", SyncError.SharePaused, SyncGrade.Incomplete, "Resume-SyncShare"),
            ("Suspend-SyncShare $name -HostName $far", "Resume-SyncShare $name -HostName $far", SyncError.SharePaused, SyncGrade.Incomplete, pair.Far),
            ("Suspend-SyncDevice $far", "Resume-SyncDevice $far", SyncError.SharePaused, SyncGrade.Incomplete, "Resume-SyncDevice"),
            ("Set-SyncShare $name -RemoveDevice $laptop -HostName $far", "Set-SyncShare $name -AddDevice $laptop -HostName $far", SyncError.ShareNotShared, SyncGrade.Incomplete, pair.Far),
            ("Set-SyncDevice $far -Address 'tcp://127.0.0.1:9'; Set-SyncDevice $laptop -Address 'tcp://127.0.0.1:9' -HostName $far; Suspend-SyncDevice $far; Resume-SyncDevice $far", null, SyncError.DeviceDisconnected, SyncGrade.Unreachable, "do not reach each other"),
        })
        {
            (string, object?)[] variables = [("name", name), ("laptop", pair.Here.Name)];
            string addresses = pair.Run("(Get-SyncDevice $far).Addresses").Output[^1].ToString(), back = pair.Run("(Get-SyncDevice $laptop -HostName $far).Addresses", variables).Output[^1].ToString();
            pair.Run(doIt, variables).AssertNoErrors();
            Stopwatch clock = Stopwatch.StartNew();
            ErrorRecord record = pair.SyncError(name, error, grade, "-Timeout 60");
            Assert.Contains(says, record.ToString(), StringComparison.Ordinal);
            Assert.Equal(name, record.TargetObject);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(40), $"{doIt}: {clock.Elapsed}"); // not by running out of time
            pair.Run(undoIt ?? "Set-SyncDevice $far -Address $addresses; Set-SyncDevice $laptop -Address $back -HostName $far", [.. variables, ("addresses", addresses), ("back", back)]).AssertNoErrors();
            await pair.ConnectedAsync();
        }

        Assert.Equal(SyncGrade.Same, pair.Sync(name).Grade);
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task ADisasterIsNotCarriedOver(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create("-IgnorePattern build");
        for (int i = 0; i < 20; i++)
        {
            FileTree.Write(pair.PathHere(name), $"{i}.txt", $"{i}");
        }

        FileTree.Write(pair.PathThere(name), "build/out", "left out, and not counted");

        // Removed behind a daemon that does not notice by itself: nothing but this command could carry it over.
        await pair.ApiThere.PatchAsync($"config/folders/{name}", new { fsWatcherEnabled = false, rescanIntervalS = 0 });
        pair.Sync(name);
        foreach (string file in Directory.GetFiles(pair.PathThere(name), "1*.txt"))
        {
            File.Delete(file);
        }

        File.Delete(Path.Join(pair.PathThere(name), "0.txt"));
        ErrorRecord half = pair.SyncError(name, SyncError.MassDeletion, SyncGrade.Incomplete);
        Assert.Contains("12 of the 21", half.ToString(), StringComparison.Ordinal);
        Directory.GetFiles(pair.PathThere(name), "*.txt").ToList().ForEach(File.Delete);
        Assert.Contains("it is empty", pair.SyncError(name, SyncError.MassDeletion, SyncGrade.Incomplete).ToString(), StringComparison.Ordinal);
        Assert.Equal("7", File.ReadAllText(Path.Join(pair.PathHere(name), "7.txt")));

        // The root is not the one that it was.
        Directory.Move(pair.PathThere(name), pair.PathThere(name) + ".gone");
        pair.SyncError(name, SyncError.RootVanished, SyncGrade.Incomplete);
        Directory.CreateDirectory(pair.PathThere(name));
        pair.SyncError(name, SyncError.RootVanished, SyncGrade.Incomplete);
        Directory.Delete(pair.PathThere(name));
        Directory.Move(pair.PathThere(name) + ".gone", pair.PathThere(name));
        Assert.Equal(21, Directory.GetFiles(pair.PathHere(name), "*.txt").Length);
        Assert.Equal(SyncGrade.Same, pair.Sync(name, "-Force").Grade);
        Assert.Empty(Directory.GetFiles(pair.PathHere(name), "*.txt"));
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task ATimeoutNamesWhatIsMissingAndCtrlCEndsTheWaitAtOnce(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        await pair.ApiHere.PatchAsync($"config/devices/{pair.There.DeviceId}", new { maxRecvKbps = 50, maxSendKbps = 50 });
        await pair.ApiHere.PatchAsync("config/options", new { limitBandwidthInLan = true });
        byte[] big = new byte[3_000_000];
        Random.Shared.NextBytes(big);
        File.WriteAllBytes(Path.Join(pair.PathThere(name), "big.bin"), big);
        string message = pair.SyncError(name, SyncError.SyncTimeout, SyncGrade.Incomplete, "-Timeout 3").ToString();
        Assert.Contains("big.bin", message, StringComparison.Ordinal);
        Assert.Contains("Syncing goes on", message, StringComparison.Ordinal);

        using (PowerShell shell = pair.Host.Create("Sync-RemoteWorkspace $name", ("name", name)))
        {
            IAsyncResult running = shell.BeginInvoke();
            await Eventually.TrueAsync("it waits", () => shell.Streams.Progress.Any(record => record.StatusDescription.Contains("item", StringComparison.Ordinal)), details: () => string.Join('\n', shell.Streams.Error));
            Stopwatch clock = Stopwatch.StartNew();
            shell.Stop();
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
        }

        await pair.ApiHere.PatchAsync($"config/devices/{pair.There.DeviceId}", new { maxRecvKbps = 0, maxSendKbps = 0 });
        await pair.ApiHere.PatchAsync("config/options", new { limitBandwidthInLan = false });
        Assert.Equal(SyncGrade.Same, pair.Sync(name).Grade);
        pair.AssertSame(name);
        pair.Remove(name);
    }
}
