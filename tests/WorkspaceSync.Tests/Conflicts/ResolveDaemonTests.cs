namespace WorkspaceSync.Tests;

/// <summary>Resolutions on real daemons: what the user is told, where the loser goes, and that the other side follows.</summary>
[Collection("nodes")]
public sealed class ResolveDaemonTests
{
    [Theory]
    [EveryProgram]
    public async Task A_resolution_reaches_the_other_machine_and_so_does_its_undo(string program)
    {
        await using ConflictPair pair = await ConflictPair.StartAsync(program, "simple");
        await pair.DisagreeAsync(() =>
        {
            pair.WriteBoth("dir/momentum.py", pair.Laptop);
            pair.WriteBoth("Makefile", pair.Gpu);
        });
        IReadOnlyList<SyncConflictResolution> done = pair.Run(
            "Get-SyncConflict -Node $laptop | Resolve-SyncConflict Conflict -Wait -PassThru").All<SyncConflictResolution>();
        Assert.Equal(["Makefile", "dir/momentum.py"], done.Select(record => record.Path).Order(StringComparer.Ordinal));
        foreach (string root in (string[])[pair.LaptopRoot, pair.GpuRoot])
        {
            Assert.Equal("gpu wrote dir/momentum.py", File.ReadAllText(Path.Join(root, "dir/momentum.py")));
            Assert.Equal("laptop wrote Makefile", File.ReadAllText(Path.Join(root, "Makefile")));
        }

        Assert.Empty(pair.Conflicts(pair.Gpu));
        Assert.Equal("laptop wrote dir/momentum.py", File.ReadAllText(Path.Join(pair.LaptopRoot, done.Single(record => record.Path[0] == 'd').KeptPath[0])));
        Assert.All(done.SelectMany(record => record.KeptPath), path => Assert.StartsWith(".stversions/", path, StringComparison.Ordinal));

        // Syncthing itself knows the loser as a version of the file.
        Dictionary<string, List<VersionEntry>> versions = await pair.Laptop.Client.Folder.GetVersionsAsync(ConflictPair.Share, CancellationToken.None);
        Assert.Contains("dir/momentum.py", versions.Keys);
        Assert.Contains("Makefile", versions.Keys);

        pair.Run("$done | Undo-SyncConflict", ("done", done));
        pair.Flush();
        Assert.Equal("laptop wrote dir/momentum.py", File.ReadAllText(Path.Join(pair.GpuRoot, "dir/momentum.py")));

        // In the index the machine that undid it has written both; who did is still known.
        Assert.Equal(
            ["Makefile: gpu laptop", "dir/momentum.py: laptop gpu"],
            pair.Conflicts(pair.Gpu).Select(conflict => $"{conflict.Path}: {conflict.Original!.Machine} {conflict.Conflict.Machine}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whatif_says_whose_version_goes_where()
    {
        await using ConflictPair pair = await ConflictPair.StartAsync(EveryProgramAttribute.Programs[0], "simple");
        await pair.DisagreeAsync(() => pair.WriteBoth("momentum.py", pair.Laptop));
        SyncConflict conflict = Assert.Single(pair.Conflicts(pair.Laptop));
        ConflictPlan newest = await ConflictPlanner.PlanAsync([conflict], SyncConflictKeep.Newest, CancellationToken.None);
        ConflictPlan copy = await ConflictPlanner.PlanAsync([conflict], SyncConflictKeep.Conflict, CancellationToken.None);
        string laptops = ClockTime.Of(conflict.Original!.ModifiedTime);
        string gpus = ClockTime.Of(conflict.Conflict.ModifiedTime);
        Assert.Equal($"momentum.py: laptop's version of {laptops} would stay live; gpu's of {gpus} would be kept in .stversions. Undo-SyncConflict brings it back.", ResolutionText.WhatIf(newest));
        Assert.Equal($"momentum.py: gpu's version of {gpus} would go live on both machines; laptop's of {laptops} would be kept in .stversions. Undo-SyncConflict brings it back.", ResolutionText.WhatIf(copy));
    }
}
