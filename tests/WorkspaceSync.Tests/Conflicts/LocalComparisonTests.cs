using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>The comparison of two trees of this machine, which keeps directories open to find their files the short way.</summary>
public sealed class LocalComparisonTests : IDisposable
{
    private const int Deep = 200; // more directories than are kept open, one in the other
    private const int Wide = 300;

    private readonly string _root = Directory.CreateTempSubdirectory("cmp-").FullName;

    private string Here => Path.Join(_root, "here");

    private string There => Path.Join(_root, "there");

    [NeedingFact(Need.Linux)]
    public async Task Deep_and_wide_trees_are_read_whole_and_every_directory_is_closed()
    {
        foreach (string root in (string[])[Here, There])
        {
            string deep = root;
            for (int level = 0; level < Deep; level++)
            {
                deep = Directory.CreateDirectory(Path.Join(deep, "d")).FullName;
                File.WriteAllText(Path.Join(deep, "a"), $"level {level}");
                File.WriteAllText(Path.Join(deep, "z"), $"level {level}");
            }

            for (int number = 0; number < Wide; number++)
            {
                string wide = Directory.CreateDirectory(Path.Join(root, $"wide {number}")).FullName;
                File.WriteAllText(Path.Join(wide, "é"), $"{number}");
            }
        }

        File.WriteAllText(Path.Join(There, string.Concat(Enumerable.Repeat("d/", Deep)), "z"), $"LEVEL {Deep - 1}");
        File.WriteAllText(Path.Join(There, $"wide {Wide - 1}/é"), "---");
        ShareComparison comparison = Compare();
        IEnumerable<string> found = await RunAsync(comparison);

        Assert.Equal([$"{string.Concat(Enumerable.Repeat("d/", Deep))}z: Content", $"wide {Wide - 1}/é: Content"], found);
        Assert.Equal((2 * Deep) + Wide - 2, comparison.Summary.Files);
        Assert.Empty(OpenBelow());
    }

    [NeedingFact(Need.Linux)]
    public async Task What_a_directory_calls_a_file_is_looked_at_when_it_is_opened()
    {
        foreach (string root in (string[])[Here, There])
        {
            foreach (string name in (string[])["same", "other size", "other mode", "link", "only " + root[_root.Length..].Trim('/'), "\ufffd", "dir\ufffd/a"])
            {
                string file = Path.Join(root, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, "text");
            }

            foreach (string name in (string[])["empty", "empty, other mode"])
            {
                File.WriteAllText(Path.Join(root, name), "");
            }

            // What .NET makes of its name is no name of it.
            await ScriptProcess.RunAsync($"mkfifo '{root}/fifo'; sh -c 'echo $1 >\"$1/$(printf \\\\377)\"' sh '{root}'");
            Assert.Equal(2, Directory.GetFiles(root, "*\ufffd*").Length);
        }

        File.WriteAllText(Path.Join(There, "other size"), "text and more");
        File.WriteAllText(Path.Join(There, "\ufffd"), "TEXT");
        File.WriteAllText(Path.Join(There, "dir\ufffd/a"), "TEXT");
        File.SetUnixFileMode(Path.Join(There, "other mode"), UnixFileMode.UserRead);
        File.SetUnixFileMode(Path.Join(There, "empty, other mode"), UnixFileMode.UserRead);
        File.Delete(Path.Join(There, "link"));
        File.CreateSymbolicLink(Path.Join(There, "link"), "same");
        ShareComparison comparison = Compare();
        Assert.Equal(
            ["dir\ufffd/a: Content", "empty, other mode: Mode", "link: Type", "only here: OnlyHere", "only there: OnlyThere", "other mode: Mode", "other size: Content", "\ufffd: Content"],
            await RunAsync(comparison));
        Assert.Equal((2, 1), (comparison.Summary.Files, comparison.Summary.Others)); // same and empty; the directory
        Assert.Equal((2, 2), (comparison.Summary.Excluded, comparison.Summary.ReferenceExcluded)); // the fifo and what has no name
    }

    [NeedingFact(Need.Linux)]
    public async Task Every_byte_that_is_flipped_is_found_though_size_and_time_are_kept()
    {
        const int chunk = 256 * 1024, large = 4 << 20; // where the comparer reads on, and from where it puts a file off
        List<string> flipped = [];
        foreach (int size in (int[])[1, 2, 4096, chunk - 1, chunk, chunk + 1, 2 * chunk, large - 1, large, large + chunk + 1])
        {
            byte[] bytes = new byte[size];
            new Random(size).NextBytes(bytes);
            int[] places = [.. new[] { 0, 1, size / 2, chunk - 1, chunk, size - chunk, size - 2, size - 1, new Random(size).Next(size) }.Where(at => at >= 0 && at < size).Distinct()];
            foreach (int at in places.Prepend(-1))
            {
                string name = $"{size:00000000} {at}";
                WriteOld(Here, name, bytes);
                if (at >= 0)
                {
                    bytes[at] ^= 1;
                    flipped.Add($"{name}: Content");
                }

                WriteOld(There, name, bytes);
                if (at >= 0)
                {
                    bytes[at] ^= 1;
                }
            }
        }

        ShareComparison comparison = Compare();
        Assert.Equal(flipped.Order(StringComparer.Ordinal), await RunAsync(comparison));
        Assert.Equal(10, comparison.Summary.Files);
    }

    [NeedingFact(Need.Linux)]
    public async Task Large_files_are_put_off_and_shared_by_all_workers()
    {
        const int large = 150;
        for (int number = 0; number < large; number++)
        {
            foreach (string root in (string[])[Here, There])
            {
                using FileStream file = File.Create(Path.Join(Directory.CreateDirectory(Path.Join(root, $"d{number % 3}")).FullName, $"{number:000}"));
                file.SetLength(5 << 20); // a hole: read as fast as memory
                file.Seek(-1, SeekOrigin.End);
                file.WriteByte((byte)(number == 140 && root == There ? 1 : 2));
            }
        }

        ShareComparison comparison = Compare();
        Assert.Equal(["d2/140: Content"], await RunAsync(comparison));
        Assert.Equal((large - 1, (large - 1) * (5L << 20)), (comparison.Summary.Files, comparison.Summary.Bytes));
        Assert.Equal(large * (5L << 20), comparison.Count.Bytes);
        Assert.Empty(OpenBelow());
    }

    [NeedingFact(Need.Linux)]
    public async Task A_link_in_the_place_of_a_file_is_not_followed()
    {
        Directory.CreateDirectory(Here);
        File.WriteAllText(Path.Join(Here, "target"), "text");
        File.CreateSymbolicLink(Path.Join(Here, "file"), "target");
        using OpenDirectory directory = OpenDirectory.TryOpen(Here)!;
        Assert.Equal(SyncError.FileUnreadable, Assert.Throws<SyncException>(() => new OpenFile(new LocalFiles(Here), "file", directory)).Error);
        FileFinding unseen = new("file", null) { Directory = directory };
        ContentVerdict verdict = (await new LocalComparer(new(Here), new(Here)).CompareAsync([new("file", unseen, unseen)], CancellationToken.None))[0];
        Assert.False(verdict.IsSame);
        Assert.Equal(FileKind.Link, verdict.Seen?.Here?.Facts?.Kind);
    }

    [NeedingFact(Need.Linux)]
    public async Task What_went_away_before_it_was_opened_is_not_there()
    {
        Directory.CreateDirectory(Here);
        Directory.CreateDirectory(There);
        File.WriteAllText(Path.Join(There, "gone"), "text");
        using OpenDirectory here = OpenDirectory.TryOpen(Here)!, there = OpenDirectory.TryOpen(There)!;
        ComparedPath pair = new("gone", new("gone", null) { Directory = here }, new("gone", null) { Directory = there });
        ContentVerdict verdict = (await new LocalComparer(new(Here), new(There)).CompareAsync([pair], CancellationToken.None))[0];
        Assert.Null(verdict.Seen?.Here);
        Assert.Equal(4, verdict.Seen?.There?.Facts?.Size);
    }

    [NeedingFact(Need.Linux)]
    public async Task Who_has_enough_leaves_no_directory_open()
    {
        foreach (string root in (string[])[Here, There])
        {
            for (int number = 0; number < Wide; number++)
            {
                string wide = Directory.CreateDirectory(Path.Join(root, $"wide {number}")).FullName;
                File.WriteAllText(Path.Join(wide, "file"), $"{root} {number}".PadRight(64));
            }
        }

        await foreach (SyncDifference _ in Compare().RunAsync(CancellationToken.None))
        {
            break;
        }

        await Eventually.TrueAsync("all are closed", () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return OpenBelow().Count == 0;
        });
    }

    [NeedingFact(Need.Linux)]
    public async Task A_fifo_in_the_place_of_a_file_holds_nobody()
    {
        Directory.CreateDirectory(Here);
        await ScriptProcess.RunAsync($"mkfifo '{Here}/fifo'");
        LocalFiles files = new(Here);
        using OpenDirectory directory = OpenDirectory.TryOpen(Here)!;
        foreach (OpenDirectory? way in (OpenDirectory?[])[null, directory])
        {
            using OpenFile file = new(files, "fifo", way);
            Assert.Equal(SyncError.FileUnreadable, Assert.Throws<SyncException>(() => file.Read(new byte[16], 0, 16)).Error);
        }

        SyncException error = Assert.Throws<SyncException>(() => new OpenFile(files, "absent", directory));
        Assert.Equal(SyncError.FileUnreadable, error.Error);
        Assert.Contains($"{Here}/absent", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        using Process remove = Process.Start("rm", ["-rf", _root]); // .NET does not find a name that is no text
        remove.WaitForExit();
    }

    private static void WriteOld(string root, string name, byte[] bytes)
    {
        string file = Path.Join(Directory.CreateDirectory(root).FullName, name);
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddYears(50));
    }

    private static async Task<IEnumerable<string>> RunAsync(ShareComparison comparison)
    {
        List<string> found = [];
        await foreach (SyncDifference difference in comparison.RunAsync(CancellationToken.None))
        {
            found.Add(difference.ToString());
        }

        return found.Order(StringComparer.Ordinal);
    }

    private ShareComparison Compare()
    {
        static ShareSite Site(string root) => new() { Share = "nt", Files = new LocalFiles(root), Machine = "here" };
        return new ShareComparison(Site(Here), Site(There), new ComparisonOptions(SyncComparisonMethod.Content, WithModes: true));
    }

    // What this process has open below the trees, by the kernel's own list.
    private List<string> OpenBelow() => [.. Directory.EnumerateFileSystemEntries("/proc/self/fd")
        .Select(entry => new FileInfo(entry).LinkTarget ?? "")
        .Where(target => target.StartsWith(_root, StringComparison.Ordinal))];
}
