using System.Diagnostics;
using System.Net.Sockets;

namespace WorkspaceSync.Tests;

/// <summary>The files of a far machine by sh, held against the same files by .NET: on one directory both have to see and do the same.</summary>
[Collection("nodes")]
public sealed class RemoteFilesTests
{
    private const string Tag = ConflictFolder.Tag;

    [Fact]
    public async Task Both_walks_see_the_same_in_the_same_order()
    {
        using ConflictFolder folder = MakeTree();
        LocalFiles local = new(folder.Root);
        RemoteFiles remote = new(LocalShell.Instance, folder.Root, folder.State);
        IgnoreSet ignores = IgnoreSet.Parse(["(?d).venv", "/out/*", "*.pyc"]);
        IShareWalk ours = local.Walk(ignores), theirs = remote.Walk(ignores);
        List<FileFinding> here = await CollectAsync(ours.RunAsync(CancellationToken.None));
        List<FileFinding> there = await CollectAsync(theirs.RunAsync(CancellationToken.None));
        Assert.Equal(here.Select(finding => finding with { Directory = null }), there);
        Assert.DoesNotContain(here, finding => finding.Path is "fifo" or "socket" || FileTrouble.IsNotText(finding.Path));
        Assert.Contains(here, finding => finding.Path == "a/é");
        Assert.Contains(here, finding => finding.Path == "two\nlines");
        Assert.DoesNotContain(here, finding => finding.Path.Contains(".venv", StringComparison.Ordinal) || finding.Path == "fifo" || finding.Path == "out/x");
    }

    [Fact]
    public async Task Hashes_links_facts_and_conflicts_are_the_same()
    {
        using ConflictFolder folder = MakeTree();
        LocalFiles local = new(folder.Root);
        RemoteFiles remote = new(LocalShell.Instance, folder.Root, folder.State);
        string[] paths = ["a.txt", "a/é", "two\nlines", "back\\slash", "-dash", "gone"];
        Assert.Equal(await local.HashAsync(paths, CancellationToken.None), (await remote.HashAsync(paths, CancellationToken.None)).Select(hash => hash?.ToUpperInvariant()));
        foreach (string path in (string[])["a.txt", "link", "a", "fifo", "two\nlines", "nothing"])
        {
            Assert.Equal(local.Look(path), await remote.LookAsync(path, CancellationToken.None));
        }

        Assert.Equal("nowhere", await remote.ReadLinkAsync("link", CancellationToken.None));
        Assert.Null(await remote.ReadLinkAsync("a.txt", CancellationToken.None));
        foreach (string below in (string[])["", "a", $"a/c{Tag}.txt", "a/c.txt", "out"])
        {
            Assert.Equal(
                (await CollectAsync(local.FindConflictsAsync(below, CancellationToken.None))).Where(finding => finding.Trouble is null).OrderBy(finding => finding.Path),
                (await CollectAsync(remote.FindConflictsAsync(below, CancellationToken.None))).Where(finding => finding.Trouble is null).OrderBy(finding => finding.Path));
        }

        foreach (IShareFiles files in (IShareFiles[])[local, remote])
        {
            FileFinding[] troubles = [.. (await CollectAsync(files.FindConflictsAsync("", CancellationToken.None))).Where(finding => finding.Trouble is not null)];
            Assert.True(OperatingSystem.IsMacOS() || troubles.Any(finding => finding.Path.StartsWith('y') && finding.Trouble!.Message.Contains("not UTF-8", StringComparison.Ordinal)));
        }

        Assert.Equal(2, await remote.CountConflictsAsync(CancellationToken.None));
        RemoteFiles gone = new(LocalShell.Instance, folder.Root + "/gone", folder.State);
        Assert.Equal(SyncError.RootVanished, (await Assert.ThrowsAsync<SyncException>(() => gone.CountConflictsAsync(CancellationToken.None))).Error);
    }

    [Fact]
    public async Task Hashing_a_file_of_many_gigabytes_ends_when_it_is_told_to()
    {
        using ConflictFolder folder = new();
        using (FileStream big = File.Create(Path.Join(folder.Root, "big.bin")))
        {
            big.SetLength(1L << 36); // a hole: a minute's work, and no room on the disk
        }

        Stopwatch clock = Stopwatch.StartNew();
        foreach (IShareFiles files in (IShareFiles[])[new LocalFiles(folder.Root), new RemoteFiles(LocalShell.Instance, folder.Root, folder.State)])
        {
            using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => files.HashAsync(["big.bin"], stop.Token)));
        }

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(SyncConflictKeep.Newest, null)]
    [InlineData(SyncConflictKeep.Original, null)]
    [InlineData(SyncConflictKeep.Both, null)]
    [InlineData(SyncConflictKeep.Conflict, "/dev/shm")]
    [InlineData(SyncConflictKeep.Original, "/dev/shm")]
    public async Task A_resolution_over_there_keeps_everything_and_is_undone_exactly(SyncConflictKeep keep, string? stateIn)
    {
        using ConflictFolder folder = new(stateIn);
        folder.Write("dir/it's a.txt", "live version", 3, 0x1ed);
        folder.Write($"dir/it's a{Tag}.txt", "copy", 5);
        SortedDictionary<string, string> before = folder.Snapshot();
        RemoteFiles files = new(LocalShell.Instance, folder.Root, folder.State);
        ShareSite site = new() { Share = "nt", Files = files, Machine = "far" };
        SyncConflict conflict = (await CollectAsync(ConflictReader.ReadAsync(site, "", _ => true, CancellationToken.None))).Single().Value!;
        Assert.Equal((SyncConflictKind.Text, false, "live version".Length), (conflict.Kind, conflict.IsIdentical, (int)conflict.Original!.Size));
        Assert.Equal(new LocalConflictContent(new LocalFiles(folder.Root), "", null, "", conflict.Conflict.Facts).Hash(conflict.ConflictPath, conflict.Conflict.Facts), conflict.Conflict.Hash);

        ConflictResolver resolver = new(ResolutionJournal.Current);
        ConflictPlan plan = await ConflictPlanner.PlanAsync([conflict], keep, CancellationToken.None);
        SyncConflictResolution record = await resolver.ResolveAsync(plan, "it", CancellationToken.None);
        bool copyWins = keep is SyncConflictKeep.Newest or SyncConflictKeep.Conflict;
        Assert.Equal(copyWins ? "copy" : "live version", folder.Read("dir/it's a.txt"));
        string kept = new LocalFiles(folder.Root).Absolute(Assert.Single(record.KeptPath));
        Assert.Equal(copyWins ? "live version" : "copy", File.ReadAllText(kept));

        await resolver.UndoAsync(ResolutionJournal.Current.Get(record.Id), files, CancellationToken.None);
        Assert.Equal(before, folder.Snapshot());
        Assert.False(File.Exists(kept));
    }

    [Fact]
    public async Task What_changed_over_there_is_left_alone()
    {
        using ConflictFolder folder = new();
        folder.Write("a.txt", "live", 3);
        folder.Write($"a{Tag}.txt", "copy", 5);
        RemoteFiles files = new(LocalShell.Instance, folder.Root, folder.State);
        ShareSite site = new() { Share = "nt", Files = files, Machine = "far" };
        SyncConflict conflict = (await CollectAsync(ConflictReader.ReadAsync(site, "", _ => true, CancellationToken.None))).Single().Value!;
        ConflictPlan plan = await ConflictPlanner.PlanAsync([conflict], SyncConflictKeep.Conflict, CancellationToken.None);
        File.WriteAllText(Path.Join(folder.Root, "a.txt"), "edited");
        SyncException refused = await Assert.ThrowsAsync<SyncException>(() => new ConflictResolver(ResolutionJournal.Current).ResolveAsync(plan, "it", CancellationToken.None));
        Assert.Equal(SyncError.FileChanged, refused.Error);
        Assert.Equal(("edited", "copy", 2), (folder.Read("a.txt"), folder.Read($"a{Tag}.txt"), folder.Snapshot(withRecovery: true).Count));
    }

    // What a person saves in the very middle of a step: the programs that it calls do so.
    [Theory]
    [InlineData(nameof(RemoteFileScripts.Replace), "mv", 7, "saved anew", "from")]
    [InlineData(nameof(RemoteFileScripts.Move), "ln", 6, "theirs", "appeared")]
    [InlineData(nameof(RemoteFileScripts.Keep), "ln", 6, "theirs", "appeared")]
    public async Task What_is_saved_in_the_middle_of_a_step_stays(string script, string program, int code, string fromAfter, string toAfter)
    {
        using ConflictFolder folder = new();
        string from = Path.Join(folder.Root, "copy.txt"), to = Path.Join(folder.Root, "live.txt"), bin = Directory.CreateDirectory(Path.Join(folder.Root, "bin")).FullName;
        File.WriteAllText(from, script == nameof(RemoteFileScripts.Replace) ? "from" : "theirs");
        bool replaces = script == nameof(RemoteFileScripts.Replace);
        if (replaces)
        {
            File.WriteAllText(to, "live");
        }

        string meddles = replaces ? $"printf 'saved anew' >'{from}.new'; /bin/mv '{from}.new' '{from}'" : $"[ -e '{to}' ] || printf appeared >'{to}'";
        File.WriteAllText(Path.Join(bin, program), $"#!/bin/sh\n/bin/{program} \"$@\" || exit\n{meddles}\n");
        File.SetUnixFileMode(Path.Join(bin, program), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        FileFacts source = FileStat.Find(from)!;
        FileFacts? target = FileStat.Find(to);
        string text = script switch
        {
            nameof(RemoteFileScripts.Replace) => RemoteFileScripts.Replace,
            nameof(RemoteFileScripts.Move) => RemoteFileScripts.Move,
            _ => RemoteFileScripts.Keep,
        };
        ProcessStartInfo start = new("/bin/sh", ["-c", text, "sh", from, to, $"{source.Inode}", $"{source.Size}", "tag", $"{target?.Inode}", $"{target?.Size}"]);
        start.Environment["PATH"] = $"{bin}:{start.Environment["PATH"]}";
        using Process sh = Process.Start(start)!;
        await sh.WaitForExitAsync();
        Assert.Equal((code, fromAfter, toAfter), (sh.ExitCode, File.ReadAllText(from), File.ReadAllText(to)));
        Assert.Empty(Directory.GetFiles(folder.Root, ".syncthing.*"));
    }

    private static ConflictFolder MakeTree()
    {
        ConflictFolder folder = new();
        foreach (string path in (string[])["a.txt", "a/b", "a/é", "a-b", "a0", "two\nlines", "back\\slash", "-dash", "a\u0002b", "a\u0002/x", "ctl\u0003.txt", "a.b", ".venv/x", "a/.venv/y", "out/x", "x.pyc", $"a/c{Tag}.txt", $"out/{Tag}.env", ".stversions/old"])
        {
            folder.Write(path, "text of " + path, path.Length);
        }

        File.CreateSymbolicLink(Path.Join(folder.Root, "link"), "nowhere");
        using Process fifo = Process.Start("mkfifo", [Path.Join(folder.Root, "fifo")]);
        fifo.WaitForExit();
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Join(folder.Root, "socket"))); // the name stays when it is closed
        if (!OperatingSystem.IsMacOS())
        {
            // Names that a Mac's disk takes for one, and a name that is no text, which it does not take at all.
            folder.Write("A.TXT", "another case", 3);
            folder.Write("a/e\u0301", "another form", 3);
            MakeNoText($"{folder.Root}/x", $"/below{Tag}.txt");
            MakeNoText($"{folder.Root}/y", $"{Tag}.txt");
        }

        return folder;
    }

    private static void MakeNoText(string before, string after)
    {
        using Process sh = Process.Start("sh", ["-c", """file=$(printf '%s\377%s' "$1" "$2"); mkdir -p "${file%/*}"; echo x >"$file" """, "sh", before, after]);
        sh.WaitForExit();
        Assert.Equal(0, sh.ExitCode);
    }

    private static async Task<List<T>> CollectAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (T item in items)
        {
            all.Add(item);
        }

        return all;
    }
}
