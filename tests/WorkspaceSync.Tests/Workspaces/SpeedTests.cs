namespace WorkspaceSync.Tests;

/// <summary>Test-RemoteWorkspace says what makes a workspace slow: the link, the scan, a disk, or files that cannot be fetched.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class SpeedTests(WorkspacePairs pairs)
{
    private static readonly SpeedSide s_here = new("laptop", "", TimeSpan.FromSeconds(0.1), 0, []);
    private static readonly SpeedSide s_there = new("gpu", " -HostName gpu", TimeSpan.FromSeconds(0.2), 0, []);
    private static readonly WorkspaceSpeed s_quick = new("gpu", TimeSpan.FromSeconds(0.5), TimeSpan.FromMilliseconds(7), "tcp-client", s_here, s_there);

    [Fact]
    public async Task Real_machines_that_are_well()
    {
        WorkspacePair pair = await pairs.GetAsync(EveryProgramAttribute.Programs[0]);
        string name = pair.Create();
        SetupStepReport speed = Look(pair, name);
        Assert.False(speed.Detail.StartsWith("pull error", StringComparison.Ordinal), speed.Detail);
        Assert.False(speed.Detail.StartsWith("link: Syncthing's connection goes through a relay", StringComparison.Ordinal), speed.Detail);
        ShareProof proof = pair.SyncOne(name);
        Assert.True(proof.ScanTime > TimeSpan.Zero && proof.RemoteScanTime > TimeSpan.Zero);
        pair.Remove(name);
    }

    [NeedingFact(Need.Root, Need.PullErrors)]
    public async Task A_file_that_cannot_be_fetched()
    {
        WorkspacePair pair = await pairs.GetAsync(EveryProgramAttribute.Programs[0]);
        string name = pair.Create();
        FileTree.Write(pair.PathHere(name), "closed/first", "x");
        pair.Sync(name);
        using (new ImmutableFile(Path.Join(pair.PathThere(name), "closed")))
        {
            FileTree.Write(pair.PathHere(name), "closed/second", "x");
            SetupStepReport speed = Look(pair, name);
            Assert.False(speed.IsDone);
            Assert.StartsWith($"pull error: 1 file(s) on {pair.Far} are tried again and again, such as closed/second", speed.Detail, StringComparison.Ordinal);
            Assert.EndsWith($"Get-SyncError -HostName {pair.Far}", speed.Detail, StringComparison.Ordinal);
        }

        pair.Remove(name);
    }

    [Fact]
    public void A_relay_and_a_long_way_are_the_link()
    {
        Assert.Equal(Bottleneck.None, s_quick.Judge().What);
        Assert.Contains("scan here 0.1 s, there 0.2 s; link 7 ms, tcp-client", s_quick.Judge().Detail, StringComparison.Ordinal);
        Judged(Bottleneck.Link, "through a relay", s_quick with { ConnectionType = "relay-server" });
        Judged(Bottleneck.Link, "takes 320 ms", s_quick with { RoundTrip = TimeSpan.FromMilliseconds(320) });
    }

    [Fact]
    public void A_long_scan_is_the_scan_and_on_a_busy_disk_the_disk()
    {
        WorkspaceSpeed slow = s_quick with { Total = TimeSpan.FromSeconds(5), There = s_there with { ScanTime = TimeSpan.FromSeconds(4.2) } };
        Judged(Bottleneck.Scan, "on gpu took 4.2 s of 5.0 s", slow);
        Judged(Bottleneck.Disk, "on gpu waited for its disk in 62 %", slow with { There = slow.There with { DiskWaitPercent = SpeedSide.ReadPressure("some avg10=61.70 avg60=9.00 avg300=1.00 total=5\nfull avg10=1.00\n") } });
        Judged(Bottleneck.None, "nothing slows", s_quick with { There = s_there with { DiskWaitPercent = 62 } }); // it took half a second all the same
        Assert.Null(SpeedSide.ReadPressure(""));
    }

    private static void Judged(Bottleneck what, string detail, WorkspaceSpeed speed)
    {
        Assert.Equal(what, speed.Judge().What);
        Assert.Contains(detail, speed.Judge().Detail, StringComparison.Ordinal);
    }

    private static SetupStepReport Look(WorkspacePair pair, string name) =>
        pair.Run("Test-RemoteWorkspace $name -Timeout 30", ("name", name)).All<SetupStepReport>().Single(row => row.Step == "speed");
}
