namespace WorkspaceSync.Tests;

/// <summary>What becomes of each version, and that it can be taken back to the nanosecond.</summary>
[Collection("nodes")]
public sealed class ResolveTests
{
    private const string Tag = ConflictFolder.Tag;

    // The live one is older and larger; the copy newer and smaller.
    [Theory]
    [InlineData("Newest", "copy")]
    [InlineData("Oldest", "live version")]
    [InlineData("Original", "live version")]
    [InlineData("Conflict", "copy")]
    [InlineData("Larger", "live version")]
    public void The_chosen_version_is_live_and_the_other_is_kept_and_comes_back(string keep, string live)
    {
        using ConflictFolder folder = new();
        MakePair(folder);
        SortedDictionary<string, string> before = folder.Snapshot();

        SyncConflictResolution done = folder.Resolve(keep);
        Assert.Equal(live, folder.Read("dir/a.txt"));
        Assert.False(File.Exists(Path.Join(folder.Root, $"dir/a{Tag}.txt")));
        Assert.Equal(live == "copy" ? "live version" : "copy", File.ReadAllText(Assert.Single(done.KeptPath)));
        Assert.Equal(2, folder.Snapshot(withRecovery: true).Count);

        folder.Run("Undo-SyncConflict").AssertNoErrors();
        Assert.Equal(before, folder.Snapshot(withRecovery: true));
    }

    [Fact]
    public void The_other_file_system_is_no_obstacle()
    {
        using ConflictFolder folder = new("/dev/shm");
        MakePair(folder);
        SortedDictionary<string, string> before = folder.Snapshot();
        string kept = Assert.Single(folder.Resolve("Conflict").KeptPath);
        Assert.StartsWith("/dev/shm/", kept, StringComparison.Ordinal);
        Assert.Equal("live version", File.ReadAllText(kept));
        Assert.Equal("copy", folder.Read("dir/a.txt"));
        folder.Run("Undo-SyncConflict").AssertNoErrors();
        Assert.Equal(before, folder.Snapshot());
        Assert.False(File.Exists(kept));
    }

    [Fact]
    public void Both_leaves_the_copy_under_a_name_of_its_own()
    {
        using ConflictFolder folder = new();
        MakePair(folder);
        SortedDictionary<string, string> before = folder.Snapshot();
        string beside = Assert.Single(folder.Resolve("Both").KeptPath);
        Assert.Equal(("live version", "copy"), (folder.Read("dir/a.txt"), folder.Read(beside)));
        Assert.Empty(folder.Run("Get-SyncConflict -Path $root").All<SyncConflict>());
        folder.Run("Undo-SyncConflict").AssertNoErrors();
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public void Of_several_copies_the_newest_wins_and_every_other_is_kept()
    {
        using ConflictFolder folder = new();
        folder.Write("a.txt", "live", 3);
        folder.Write("a.sync-conflict-20261121-085522-PJNU26X.txt", "one", 5);
        folder.Write("a.sync-conflict-20261122-085522-PJNU26X.txt", "two", 9);
        folder.Write("a.sync-conflict-20261123-085522-PJNU26X.txt", "three", 7);
        SortedDictionary<string, string> before = folder.Snapshot();
        SyncConflictResolution done = folder.Resolve("Newest");
        Assert.Equal("two", folder.Read("a.txt"));
        Assert.Equal(["live", "one", "three"], done.KeptPath.Select(File.ReadAllText).Order());
        folder.Run("Undo-SyncConflict").AssertNoErrors();
        Assert.Equal(before, folder.Snapshot(withRecovery: true));
    }

    [Fact]
    public void Identical_copies_go_first_whatever_was_asked_for()
    {
        using ConflictFolder folder = new();
        folder.Write("a.txt", "same", 3);
        folder.Write($"a{Tag}.txt", "same", 5);
        SyncConflictResolution done = folder.Resolve("Conflict");
        Assert.True(done.IsIdentical);
        Assert.Equal("same", folder.Read("a.txt"));
        Assert.Equal("same", File.ReadAllText(Assert.Single(done.KeptPath)));
    }

    [Fact]
    public void A_file_that_is_gone_comes_back_but_is_not_called_original()
    {
        using ConflictFolder folder = new();
        folder.Write($"a{Tag}.txt", "copy", 5);
        folder.Run("Get-SyncConflict -Path $root | Resolve-SyncConflict Original").Error(SyncError.ConflictUnresolvable);
        Assert.Equal("copy", folder.Read($"a{Tag}.txt"));
        folder.Resolve("Newest");
        Assert.Equal("copy", folder.Read("a.txt"));
        folder.Run("Undo-SyncConflict").AssertNoErrors();
        Assert.Equal(["copy"], folder.Contents());
        Assert.False(File.Exists(Path.Join(folder.Root, "a.txt")));
    }

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.sync-conflict-20261123-085522-PJNU26X.txt")]
    public void What_changed_since_it_was_read_is_left_alone(string changed)
    {
        using ConflictFolder folder = new();
        folder.Write("a.txt", "live", 3);
        folder.Write($"a{Tag}.txt", "copy", 5);
        CmdletResult result = folder.Run(
            $"$all = Get-SyncConflict -Path $root; $null = $all.IsIdentical; [IO.File]::WriteAllText(\"$root/{changed}\", 'edited'); $all | Resolve-SyncConflict Conflict");
        result.Error(SyncError.FileChanged);
        Assert.Contains("edited", folder.Contents());
        Assert.Equal(2, folder.Snapshot(withRecovery: true).Count);
    }

    [Fact]
    public void What_was_edited_after_a_resolution_is_not_undone_over()
    {
        using ConflictFolder folder = new();
        MakePair(folder);
        string kept = Assert.Single(folder.Resolve("Conflict").KeptPath);
        File.AppendAllText(Path.Join(folder.Root, "dir/a.txt"), " and work on it");
        folder.Run("Undo-SyncConflict").Error(SyncError.FileChanged);
        Assert.Equal("copy and work on it", folder.Read("dir/a.txt"));
        Assert.Equal("live version", File.ReadAllText(kept));
    }

    [Fact]
    public void Undo_goes_back_from_the_newest_or_takes_one_by_its_id()
    {
        using ConflictFolder folder = new();
        folder.Write("a.txt", "live-a", 3);
        folder.Write($"a{Tag}.txt", "copy-a", 5);
        string first = folder.Resolve("Newest").Id;
        folder.Write("b.txt", "live-b", 3);
        folder.Write($"b{Tag}.txt", "copy-b", 5);
        folder.Resolve("Newest");
        folder.Run($"Undo-SyncConflict {first}").AssertNoErrors();
        Assert.Equal(("live-a", "copy-b"), (folder.Read("a.txt"), folder.Read("b.txt")));
        folder.Run("Undo-SyncConflict").AssertNoErrors();
        Assert.Equal("live-b", folder.Read("b.txt"));
        Assert.All(folder.Run("Get-SyncConflict -Resolved").All<SyncConflictResolution>(), record => Assert.Equal(SyncResolutionState.Undone, record.State));
        folder.Run("Undo-SyncConflict 20200101-000000-abcd").Error(SyncError.ResolutionNotFound);
    }

    [Fact]
    public void Whatif_changes_nothing()
    {
        using ConflictFolder folder = new();
        MakePair(folder);
        SortedDictionary<string, string> before = folder.Snapshot();
        folder.Run("Get-SyncConflict -Path $root | Resolve-SyncConflict Newest -WhatIf").AssertNoErrors();
        Assert.Equal(before, folder.Snapshot());
        Assert.False(Directory.Exists(folder.State));
    }

    [Fact]
    public void Links_directories_and_fifos_are_not_mistaken_for_files()
    {
        using ConflictFolder folder = new();
        folder.Write("link.txt", "live", 3);
        File.CreateSymbolicLink(Path.Join(folder.Root, $"link{Tag}.txt"), "nowhere");
        folder.Write("dir.d/inside", "x", 3);
        Directory.CreateDirectory(Path.Join(folder.Root, $"dir{Tag}.d"));
        folder.Run("Get-SyncConflict -Path $root/dir.d/../ | Where-Object Kind -eq Directory | Resolve-SyncConflict Newest").Error(SyncError.ConflictUnresolvable);
        folder.Run("Get-SyncConflict -Path $root | Resolve-SyncConflict Original").AssertNoErrors();
        Assert.Equal("live", folder.Read("link.txt"));
        Assert.Equal(["dir.d", "link.txt"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName).Where(name => name != ".stfolder").Order());
        folder.Run("Undo-SyncConflict -Newest 2").AssertNoErrors();
        Assert.Equal("nowhere", new FileInfo(Path.Join(folder.Root, $"link{Tag}.txt")).LinkTarget);
        Assert.True(Directory.Exists(Path.Join(folder.Root, $"dir{Tag}.d")));
    }

    private static void MakePair(ConflictFolder folder)
    {
        folder.Write("dir/a.txt", "live version", 3, 0x1ed);
        folder.Write($"dir/a{Tag}.txt", "copy", 5);
    }
}
