namespace WorkspaceSync.Tests;

/// <summary>Which machine wrote which version, on real conflicts of real daemons: the label that everybody else has wrong.</summary>
[Collection("nodes")]
public sealed class ConflictLabelTests
{
    private static readonly string[] s_names =
    [
        "Makefile", ".env", "a.tar.gz", "strategies/momentum.py", "with 'quotes' & spaces.txt", "née.txt", "two\nlines.txt", "dot.", ".a.b",
    ];

    private static readonly int s_conflictCount = s_names.Length * 2;

    [Theory]
    [EveryProgram]
    public async Task Every_name_form_has_the_right_authors_whoever_wins(string program)
    {
        await using ConflictPair pair = await ConflictPair.StartAsync(program);
        string[] ofLaptop = [.. s_names.Select(name => "l/" + name)];
        string[] ofGpu = [.. s_names.Select(name => "g/" + name)];
        await pair.DisagreeAsync(() =>
        {
            Array.ForEach(ofLaptop, path => pair.WriteBoth(path, pair.Laptop));
            Array.ForEach(ofGpu, path => pair.WriteBoth(path, pair.Gpu));
        });

        foreach ((SyncNode node, string root) in ((SyncNode, string)[])[(pair.Laptop, pair.LaptopRoot), (pair.Gpu, pair.GpuRoot)])
        {
            IReadOnlyList<SyncConflict> conflicts = pair.Conflicts(node);
            Assert.Equal(ofLaptop.Concat(ofGpu).Order(), conflicts.Select(conflict => conflict.Path).Order());
            Assert.All(conflicts, conflict => AssertTruth(conflict, root, conflict.Path.StartsWith('l') ? pair.Laptop : pair.Gpu, conflict.Path.StartsWith('l') ? pair.Gpu : pair.Laptop));
        }

        // A stopped daemon takes the index away, not the names: two devices are enough to know both authors.
        await pair.LaptopDaemon.StopAsync(CancellationToken.None);
        IReadOnlyList<SyncConflict> offline = pair.Conflicts(pair.Laptop);
        Assert.Equal(s_conflictCount, offline.Count);
        Assert.All(offline, conflict => AssertTruth(conflict, pair.LaptopRoot, conflict.Path.StartsWith('l') ? pair.Laptop : pair.Gpu, conflict.Path.StartsWith('l') ? pair.Gpu : pair.Laptop));
    }

    [Theory]
    [EveryProgram]
    public async Task An_edit_after_the_conflict_changes_the_author_of_the_live_version(string program)
    {
        await using ConflictPair pair = await ConflictPair.StartAsync(program);
        await pair.DisagreeAsync(() =>
        {
            pair.WriteBoth("seen.py", pair.Laptop);
            pair.WriteBoth("unseen.py", pair.Gpu);
        });
        File.AppendAllText(Path.Join(pair.GpuRoot, "seen.py"), "and more");
        pair.Flush();
        File.AppendAllText(Path.Join(pair.LaptopRoot, "unseen.py"), "not scanned yet");

        SyncConflict seen = Assert.Single(pair.Conflicts(pair.Laptop, "nt -Path seen.py"));
        Assert.Equal(("gpu", "gpu"), (seen.Original!.Machine, seen.Conflict.Machine)); // the name still says laptop
        SyncConflict unseen = Assert.Single(pair.Conflicts(pair.Laptop, "nt -Path unseen.py"));
        Assert.Equal(("laptop", "laptop"), (unseen.Original!.Machine, unseen.Conflict.Machine));

        await pair.LaptopDaemon.StopAsync(CancellationToken.None);
        Assert.All(pair.Conflicts(pair.Laptop), conflict => Assert.Null(conflict.Original!.Machine)); // from the name it would be wrong
    }

    private static void AssertTruth(SyncConflict conflict, string root, SyncNode winner, SyncNode loser)
    {
        Assert.Equal($"{winner.Name} wrote {conflict.Path}", File.ReadAllText(Path.Join(root, conflict.Path)));
        Assert.Equal($"{loser.Name} wrote {conflict.Path}", File.ReadAllText(Path.Join(root, conflict.ConflictPath)));
        Assert.Equal((winner.Name, winner.DeviceId), (conflict.Original!.Machine, conflict.Original.DeviceId));
        Assert.Equal((loser.Name, loser.DeviceId), (conflict.Conflict.Machine, conflict.Conflict.DeviceId));
        Assert.Equal((1, SyncConflictKind.Text, false), (conflict.Depth, conflict.Kind, conflict.IsIdentical));
        Assert.NotNull(conflict.ConflictTime);
    }
}
