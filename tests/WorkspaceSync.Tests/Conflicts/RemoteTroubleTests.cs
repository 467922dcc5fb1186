namespace WorkspaceSync.Tests;

/// <summary>What can go wrong on a far machine's disk in the middle of a resolution: each by its name, and nothing lost.</summary>
[Collection("nodes")]
public sealed class RemoteTroubleTests
{
    private const string Tag = ConflictFolder.Tag;

    [NeedingTheory(Need.Root)]
    [InlineData(SyncConflictKeep.Conflict)]
    [InlineData(SyncConflictKeep.Original)]
    public async Task A_disk_that_is_full_over_there_loses_nothing(SyncConflictKeep keep)
    {
        string mount = Directory.CreateTempSubdirectory("ws-full-").FullName;
        using (new Tmpfs(mount, "256k"))
        {
            using ConflictFolder folder = new(mount);
            folder.Write("big.txt", new string('l', 400_000), 3);
            folder.Write($"big{Tag}.txt", new string('c', 400_000), 5);
            SortedDictionary<string, string> before = folder.Snapshot();
            SyncException error = await RefusedAsync(folder, keep);
            Assert.Equal(SyncError.FileUnwritable, error.Error);
            Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
            Assert.Equal(before, folder.Lasting());
            Assert.DoesNotContain(ResolutionJournal.Current.ReadAll(), record => record.Root == folder.Root);
        }

        Directory.Delete(mount);
    }

    [NeedingFact(Need.Root)]
    public async Task A_directory_that_cannot_be_written_over_there_is_named_and_left()
    {
        using ConflictFolder folder = new();
        folder.Write("dir/a.txt", "live", 3);
        folder.Write($"dir/a{Tag}.txt", "copy", 5);
        SortedDictionary<string, string> before = folder.Snapshot();
        using (new ImmutableFile(Path.Join(folder.Root, "dir")))
        {
            foreach (SyncConflictKeep keep in (SyncConflictKeep[])[SyncConflictKeep.Conflict, SyncConflictKeep.Original, SyncConflictKeep.Both])
            {
                Assert.Equal(SyncError.FileUnwritable, (await RefusedAsync(folder, keep)).Error);
            }
        }

        Assert.Equal(before, folder.Lasting());
    }

    [Fact]
    public async Task A_root_that_vanishes_over_there_is_no_empty_share()
    {
        using ConflictFolder folder = new();
        folder.Write("a.txt", "live", 3);
        folder.Write($"a{Tag}.txt", "copy", 5);
        SortedDictionary<string, string> before = folder.Snapshot();
        RemoteFiles files = new(LocalShell.Instance, folder.Root, folder.State);
        ConflictPlan plan = await ConflictFolder.PlanAsync(files, SyncConflictKeep.Conflict);
        Directory.Move(folder.Root, folder.Root + "-away");
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => new ConflictResolver(ResolutionJournal.Current).ResolveAsync(plan, "it", CancellationToken.None));
        Assert.Equal(SyncError.FileChanged, error.Error);
        Assert.Equal(SyncError.RootVanished, (await Assert.ThrowsAsync<SyncException>(() => ConflictFolder.PlanAsync(files, SyncConflictKeep.Conflict))).Error);
        Assert.False(Directory.Exists(folder.Root));
        Directory.Move(folder.Root + "-away", folder.Root);
        Assert.Equal(before, folder.Snapshot(withRecovery: true));
    }

    private static async Task<SyncException> RefusedAsync(ConflictFolder folder, SyncConflictKeep keep)
    {
        ConflictPlan plan = await ConflictFolder.PlanAsync(new RemoteFiles(LocalShell.Instance, folder.Root, folder.State), keep);
        return await Assert.ThrowsAsync<SyncException>(() => new ConflictResolver(ResolutionJournal.Current).ResolveAsync(plan, "it", CancellationToken.None));
    }
}
