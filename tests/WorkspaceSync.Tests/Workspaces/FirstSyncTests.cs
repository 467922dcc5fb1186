namespace WorkspaceSync.Tests;

/// <summary>Two directories with different content become one, as it was said, and no byte is lost by any way.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class FirstSyncTests(WorkspacePairs pairs)
{
    [Theory]
    [EveryProgram]
    public async Task WithoutAWordNothingIsMerged(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = Prepare(pair), before = await pair.ConfigsAsync();
        string here = FileTree.Describe(pair.PathHere(name)), there = FileTree.Describe(pair.PathThere(name));
        string message = pair.SetUp(name).Error(SyncError.ContentDiffers).ToString();
        Assert.Contains("5 file(s)", message, StringComparison.Ordinal);
        Assert.Contains("-FirstSync", message, StringComparison.Ordinal);
        Assert.Equal((before, here, there), (await pair.ConfigsAsync(), FileTree.Describe(pair.PathHere(name)), FileTree.Describe(pair.PathThere(name))));
        Assert.Empty(pair.Run("Get-RemoteWorkspace $name -ErrorAction Ignore", ("name", name)).Output);
    }

    [Theory]
    [EveryProgram]
    public async Task EachStrategyKeepsEveryByte(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        foreach ((string strategy, string live, int conflicts) in new[] { ("LocalWins", "here", 0), ("RemoteWins", "there", 0), ("Newest", "newest", 0), ("KeepAll", "newest", 4) })
        {
            string name = Prepare(pair);
            string[] all = Contents(pair, name);
            pair.SetUp(name, strategy == "KeepAll" ? "-Force" : $"-FirstSync {strategy}").AssertNoErrors();
            pair.AssertSame(name);
            foreach (string file in new[] { "older-here.txt", "newer-here.txt", "same-size.txt" })
            {
                string expected = live == "newest" ? (file == "newer-here.txt" ? "here" : "there") : live;
                Assert.StartsWith(expected, File.ReadAllText(Path.Join(pair.PathHere(name), "it's ü", file)), StringComparison.Ordinal);
            }

            Assert.Equal("one", File.ReadAllText(Path.Join(pair.PathThere(name), "same.txt")));
            Assert.Equal(conflicts, Directory.EnumerateFiles(pair.PathHere(name), "*.sync-conflict-*", SearchOption.AllDirectories).Count());
            Assert.Empty(all.Except(Contents(pair, name))); // live, conflict copy or recovery folder: it is somewhere
            if (conflicts > 0)
            {
                Assert.Equal((SyncGrade.SameWithConflicts, 4), pair.Sync(name) is { } proof ? (proof.Grade, proof.Conflicts) : default);
            }

            pair.Remove(name);
        }
    }

    // Differs in size, in bytes only, by age both ways, in kind, and where a link leads; and one that is the same but for its time.
    private static string Prepare(WorkspacePair pair)
    {
        string name = pair.NewName();
        foreach ((string root, string side) in new[] { (pair.PathHere(name), "here"), (pair.PathThere(name), "there") })
        {
            bool isHere = side == "here";
            File.SetLastWriteTimeUtc(FileTree.Write(root, "it's ü/older-here.txt", side), DateTime.UtcNow.AddHours(isHere ? -2 : -1));
            File.SetLastWriteTimeUtc(FileTree.Write(root, "it's ü/newer-here.txt", side), DateTime.UtcNow.AddHours(isHere ? -1 : -2));
            File.SetLastWriteTimeUtc(FileTree.Write(root, "it's ü/same-size.txt", side.PadRight(9)), DateTime.UtcNow.AddHours(isHere ? -2 : -1));
            File.SetLastWriteTimeUtc(FileTree.Write(root, "same.txt", "one"), DateTime.UtcNow.AddHours(isHere ? -2 : -1));
            File.CreateSymbolicLink(Path.Join(root, "link"), $"to-{side}");
            FileTree.Write(root, isHere ? "kind" : "kind/inner.txt", $"kind {side}");
        }

        return name;
    }

    // The bytes of every file on both machines, those of the recovery folders included.
    private static string[] Contents(WorkspacePair pair, string name) =>
    [
        .. new[] { pair.PathHere(name), pair.PathThere(name), Path.Join(pair.FarHome, ".local/state/WorkspaceSync/recovery"), Path.Join(pair.Sandbox.SettingsDirectory, "state/recovery") }
            .Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            .Select(File.ReadAllText).Distinct(),
    ];
}
