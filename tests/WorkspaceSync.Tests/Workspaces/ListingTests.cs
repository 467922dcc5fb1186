namespace WorkspaceSync.Tests;

/// <summary>A flush scans what differs from the kept listing, and everything whenever the listing may not tell.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class ListingTests(WorkspacePairs pairs)
{
    [Theory]
    [EveryProgram]
    public async Task TheListingSaysWhatToScanAndWhatMakesItInvalid(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        Assert.Equal(("Listing", null), Way(pair.SyncOne(name)));
        Assert.Equal(("Full", "as asked"), Way(pair.SyncOne(name, "-Full")));
        Assert.Equal(("Listing", null), Way(pair.SyncOne(name)));

        pair.Run("Add-SyncIgnore $name '*.later' -HostName $far; Add-SyncIgnore $name '*.later'", ("name", name)).AssertNoErrors();
        Assert.Equal("Full", pair.SyncOne(name).Way);
        Assert.Equal("Listing", pair.SyncOne(name).Way);
        FileTree.Write(pair.PathHere(name), ".stignore", "*.later\n*.more\n"); // by somebody's editor, on one side
        Assert.Equal("Full", pair.SyncOne(name).Way);
        pair.Run("Set-SyncShare $name -RescanInterval 02:00:00", ("name", name)).AssertNoErrors();
        Assert.Equal("Full", pair.SyncOne(name).Way);
        Assert.Equal("Listing", pair.SyncOne(name).Way);
        await pair.RestartThereAsync();
        Assert.Equal("Full", pair.SyncOne(name).Way);
        Assert.Equal("Listing", pair.SyncOne(name).Way);

        // A listing of yesterday, and one of another directory at the same path.
        KeptListing kept = ListingStore.Find(pair.Here.DeviceId, name)!;
        ListingStore.Keep(pair.Here.DeviceId, name, kept with { TakenAt = DateTimeOffset.UtcNow.AddHours(-25) });
        Assert.Equal("Full", pair.SyncOne(name).Way);
        string root = pair.PathHere(name);
        await KeyTool.RunAsync("cp", "-a", root, root + ".new");
        Directory.Move(root, root + ".old");
        Directory.Move(root + ".new", root);
        Assert.Equal("Full", pair.SyncOne(name).Way);
        pair.AssertSame(name);
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task WhatSizeAndTimeDoNotShowIsSeen(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        string file = FileTree.Write(pair.PathHere(name), "same.txt", "aaaa");
        pair.Sync(name);

        // The same size and the same time: Syncthing itself looks only at those and would never notice, but the daemon is asked.
        DateTime time = File.GetLastWriteTimeUtc(file);
        KeptListing before = ListingStore.Find(pair.Here.DeviceId, name)!;
        await Task.Delay(150); // older than a tick of the clock, or it would be looked at in any case
        pair.Sync(name);
        before = ListingStore.Find(pair.Here.DeviceId, name)!;
        File.WriteAllText(file, "bbbb");
        File.SetLastWriteTimeUtc(file, time);
        TreeListing now = await TreeWalk.RunAsync(LocalShell.Instance, pair.PathHere(name), [], CancellationToken.None);
        Assert.Equal(["same.txt"], now.ChangesSince(before.Tree));

        // Two writes in one tick, with a flush between them.
        string twice = Path.Join(pair.PathHere(name), "twice.txt");
        for (int i = 0; i < 5; i++)
        {
            File.WriteAllText(twice, $"{i} one");
            pair.Sync(name);
            File.WriteAllText(twice, $"{i} two");
            Assert.Equal("Listing", pair.SyncOne(name).Way);
            Assert.Equal($"{i} two", File.ReadAllText(Path.Join(pair.PathThere(name), "twice.txt")));
        }

        // A file that the daemon saw coming by itself, and not going: in no listing of this side.
        string brief = Path.Join(pair.PathHere(name), "brief.txt");
        File.WriteAllText(brief, "brief");
        await Eventually.TrueAsync("the watcher has carried it over", () => File.Exists(Path.Join(pair.PathThere(name), "brief.txt")));
        File.Delete(brief);
        Assert.Equal("Listing", pair.SyncOne(name).Way);
        pair.AssertSame(name);
        Assert.False(File.Exists(Path.Join(pair.PathThere(name), "brief.txt")));

        // A path that vanished, a directory of many, a rename and a mode: each by the listing.
        for (int i = 0; i < 30; i++)
        {
            FileTree.Write(pair.PathThere(name), $"many/deep {i % 3}/{i}\n.txt", $"{i}");
        }

        Assert.Equal(("Listing", 34), pair.SyncOne(name) is { } many ? (many.Way, many.ReceivedItems) : default);
        Directory.Move(Path.Join(pair.PathHere(name), "many/deep 0"), Path.Join(pair.PathHere(name), "many/renamed"));
        File.Delete(twice);
        new FileInfo(file).UnixFileMode |= UnixFileMode.UserExecute;
        Assert.Equal("Listing", pair.SyncOne(name).Way);
        pair.AssertSame(name);
        Assert.False(File.Exists(Path.Join(pair.PathThere(name), "twice.txt")));
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task TheProofSaysWhatWasProved(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create("-IgnorePattern '*.o'");
        foreach (DaemonApi api in new[] { pair.ApiHere, pair.ApiThere })
        {
            await api.PatchAsync($"config/folders/{name}", new { fsWatcherEnabled = false }); // on a busy machine it would be there first
        }

        pair.Sync(name); // and so would the first scan
        FileTree.Write(pair.PathHere(name), "sub/a.txt", "1234");
        FileTree.Write(pair.PathHere(name), "sub/a.o", "left out");
        FileTree.Write(pair.PathThere(name), "results.txt", "123456");
        await KeyTool.RunAsync("git", "init", "-q", "-b", "trunk", pair.PathHere(name));
        DateTimeOffset before = DateTimeOffset.Now;
        SyncProof proof = pair.Run("Sync-RemoteWorkspace $name -SubPath sub/a.txt", ("name", name)).One<SyncProof>();
        Assert.Equal(("SubPath", 2), (proof.Shares[0].Way, proof.SentItems));
        Assert.False(File.Exists(Path.Join(pair.PathHere(name), "results.txt")));
        proof = pair.RunIn(Path.Join(pair.PathHere(name), "sub"), "Sync-RemoteWorkspace").One<SyncProof>(); // the workspace around
        Assert.Equal((name, pair.Far, SyncGrade.Same, 6L), (proof.Workspace, proof.HostName, proof.Grade, proof.ReceivedBytes));
        Assert.InRange(proof.StartedAt, before, DateTimeOffset.Now);
        Assert.InRange(proof.Duration, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal("trunk", proof.LocalGit!.Branch);
        ShareProof share = Assert.Single(proof.Shares);
        Assert.Equal(["*.o"], share.Excluded);
        Assert.True(share.SequenceAtHost >= share.Sequence && share.RemoteSequenceHere >= share.RemoteSequence && share.Sequence > 0);
        Assert.Equal((long)(await pair.ApiHere.GetAsync($"db/status?folder={name}"))["sequence"]!, share.Sequence);
        pair.Run("Sync-RemoteWorkspace $name -SubPath ../other", ("name", name)).AssertRefused();

        // Both edit one file: the grade tells of the copy that this very flush made.
        FileTree.Write(pair.PathHere(name), "both.txt", "ours");
        FileTree.Write(pair.PathThere(name), "both.txt", "theirs!");
        Assert.Equal((SyncGrade.SameWithConflicts, 1), pair.Sync(name) is { } conflicting ? (conflicting.Grade, conflicting.Conflicts) : default);
        FileTree.AssertSame(Path.Join(pair.PathHere(name), "sub"), Path.Join(pair.PathHere(name), "sub"));
        File.Delete(Assert.Single(Directory.GetFiles(pair.PathThere(name), "*.sync-conflict-*")));
        Assert.Equal((SyncGrade.Same, 0), pair.Sync(name) is { } clean ? (clean.Grade, clean.Conflicts) : default);
        pair.Remove(name);
    }

    private static (string Way, string? Why) Way(ShareProof proof) => (proof.Way, proof.WhyFull);
}
