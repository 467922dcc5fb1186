namespace WorkspaceSync.Tests;

/// <summary>A full disk, a directory that nobody can write to, a root that is gone: each by its name, and nothing lost.</summary>
[Collection("nodes")]
public sealed class ResolveTroubleTests
{
    private const string Tag = ConflictFolder.Tag;

    [NeedingFact(Need.Root)]
    public void A_full_disk_in_the_middle_loses_nothing()
    {
        string mount = Directory.CreateTempSubdirectory("ws-full-").FullName;
        using (new Tmpfs(mount, "256k"))
        {
            using ConflictFolder folder = new(mount);
            folder.Write("big.txt", new string('l', 400_000), 3);
            folder.Write($"big{Tag}.txt", new string('c', 400_000), 5);
            SortedDictionary<string, string> before = folder.Snapshot();
            folder.Run("Get-SyncConflict -Path $root | Resolve-SyncConflict Conflict").Error(SyncError.FileUnwritable);
            Assert.Equal(before, folder.Snapshot(withRecovery: true));
            Assert.Empty(folder.Run("Get-SyncConflict -Resolved").Output);
        }

        Directory.Delete(mount);
    }

    [NeedingFact(Need.Root)]
    public void A_directory_that_cannot_be_written_is_named_and_left()
    {
        using ConflictFolder folder = new();
        folder.Write("dir/a.txt", "live", 3);
        folder.Write($"dir/a{Tag}.txt", "copy", 5);
        SortedDictionary<string, string> before = folder.Snapshot();
        using (new ImmutableFile(Path.Join(folder.Root, "dir")))
        {
            foreach (string keep in (string[])["Conflict", "Original", "Both"])
            {
                folder.Run($"Get-SyncConflict -Path $root | Resolve-SyncConflict {keep}").Error(SyncError.FileUnwritable);
            }
        }

        Assert.Equal(before, folder.Snapshot(withRecovery: true));
    }

    [Fact]
    public void A_root_that_is_gone_is_no_empty_share()
    {
        using ConflictFolder folder = new();
        folder.Write("a.txt", "x", 3);
        folder.Run("[IO.Directory]::Move($root, \"$root-away\")").AssertNoErrors();
        folder.Run("Get-SyncConflict -Path $root").Error(SyncError.PathInvalid);
        Assert.Throws<SyncException>(() => new ConflictWalk(new LocalFiles(folder.Root)).Run("", CancellationToken.None).ToList());
        folder.Run("[IO.Directory]::Move(\"$root-away\", $root)").AssertNoErrors();
    }
}
