namespace WorkspaceSync.Tests;

/// <summary>The comparison of two trees of this machine, which keeps directories open to find their files the short way.</summary>
public sealed class LocalComparisonTests : IDisposable
{
    private const int Deep = 200; // more directories than are kept open, one in the other
    private const int Wide = 300;

    private readonly string _root = Directory.CreateTempSubdirectory("cmp-").FullName;

    private string Here => Path.Join(_root, "here");

    private string There => Path.Join(_root, "there");

    [Fact]
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
        List<string> found = [];
        await foreach (SyncDifference difference in comparison.RunAsync(CancellationToken.None))
        {
            found.Add(difference.ToString());
        }

        Assert.Equal([$"{string.Concat(Enumerable.Repeat("d/", Deep))}z: Content", $"wide {Wide - 1}/é: Content"], found.Order(StringComparer.Ordinal));
        Assert.Equal((2 * Deep) + Wide - 2, comparison.Summary.Files);
        Assert.Empty(OpenBelow());
    }

    [Fact]
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

    [Fact]
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

    public void Dispose() => Directory.Delete(_root, recursive: true);

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
