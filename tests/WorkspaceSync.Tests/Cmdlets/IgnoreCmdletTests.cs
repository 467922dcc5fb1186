namespace WorkspaceSync.Tests;

/// <summary>Ignore patterns through the cmdlets, by what the daemon and the disk have afterwards.</summary>
public class IgnoreCmdletTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task PatternsAreReadAddedReplacedAndRemoved(string program)
    {
        (DaemonPair pair, string id) = await NewAsync(program);
        Assert.Empty(pair.Run("Get-SyncIgnore $id -Node $a", ("id", id)).All<SyncIgnore>());
        pair.Run("Set-SyncIgnore $id '// mine', '*.o', '/tmp' -Node $a", ("id", id)).AssertNoErrors();
        IReadOnlyList<SyncIgnore> lines = pair.Run("Get-SyncIgnore $id -Node $a", ("id", id)).All<SyncIgnore>();
        Assert.Equal([(1, "// mine", true), (2, "*.o", false), (3, "/tmp", false)], lines.Select(line => (line.LineNumber, line.Pattern, line.IsComment)));
        Assert.All(lines, line => Assert.Same(pair.A, line.Node));

        Assert.Equal(["!/keep.o", "// mine", "*.o", "/tmp"], pair.Run("'!/keep.o', '*.o' | Add-SyncIgnore $id -First -PassThru -Node $a | ForEach-Object Pattern", ("id", id)).All<string>());
        pair.Run("Get-SyncIgnore $id -Node $a | Where-Object Pattern -like '*tmp' | Remove-SyncIgnore", ("id", id)).AssertNoErrors();
        Assert.Equal(["!/keep.o", "// mine", "*.o"], (await pair.ApiA.GetAsync($"db/ignores?folder={id}"))["ignore"]!.ToObject<string[]>()!);
        pair.Run("Set-SyncIgnore $id -Node $a", ("id", id)).AssertNoErrors();
        Assert.Empty(pair.Run("Get-SyncIgnore $id -Node $a", ("id", id)).All<SyncIgnore>());
    }

    [Theory]
    [EveryProgram]
    public async Task WhatIsReplacedIsKept(string program)
    {
        (DaemonPair pair, string id) = await NewAsync(program);
        pair.Run("Set-SyncIgnore $id '*.precious' -Node $a; Set-SyncIgnore $id '*.o' -Node $a", ("id", id)).AssertNoErrors();
        string file = Assert.Single(Directory.GetFiles(IgnoreArchive.Directory, $"{pair.A.Name}-{id}-*"));
        Assert.Contains("*.precious", await File.ReadAllLinesAsync(file));
        File.Delete(file);
    }

    [Theory]
    [EveryProgram]
    public async Task TestTellsWhichLineDecidesAndAgreesWithTheDaemon(string program)
    {
        (DaemonPair pair, string id) = await NewAsync(program);
        FileTree.Write(pair.PathA(id), "more.list", "*.log\n");
        pair.Run("Set-SyncIgnore $id '#include more.list', '*.o' -Node $a", ("id", id)).AssertNoErrors();
        FileTree.Write(pair.PathA(id), "kept.txt"); // and not before: the share's first scan may still be going on
        FileTree.Write(pair.PathA(id), "out.o");
        await pair.ApiA.PostAsync($"db/scan?folder={id}");
        IReadOnlyList<IgnoreVerdict> verdicts = pair.Run("'kept.txt', 'out.o', 'not/there.log', \"$root/a/$id/out.o\" | Test-SyncIgnore $id -Node $a", ("id", id)).All<IgnoreVerdict>();
        Assert.Equal([true, false, false, false], verdicts.Select(verdict => verdict.Travels));
        Assert.Equal([null, "*.o", "*.log", "*.o"], verdicts.Select(verdict => verdict.Pattern));
        Assert.Equal([true, false], pair.Run("Test-SyncIgnore $id kept.txt, out.o -Quiet -Node $a", ("id", id)).All<bool>());
        Assert.NotNull(await pair.ApiA.FindAsync($"db/file?folder={id}&file=kept.txt"));
        Assert.Null(await pair.ApiA.FindAsync($"db/file?folder={id}&file=out.o"));
    }

    [Theory]
    [EveryProgram]
    public async Task AFormThatMeansSomethingElseIsWarnedOf(string program)
    {
        (DaemonPair pair, string id) = await NewAsync(program);
        Assert.Contains(".venv", Assert.Single(pair.Run("Add-SyncIgnore $id '**/.venv/' -WhatIf -Node $a", ("id", id)).Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [EveryProgram]
    public async Task AFolderInErrorByItsPatternsIsMended(string program)
    {
        (DaemonPair pair, string id) = await NewAsync(program);
        await File.WriteAllTextAsync(Path.Join(pair.PathA(id), ".stignore"), "[a-\n"); // by hand, behind everybody's back
        await Assert.ThrowsAnyAsync<Exception>(() => pair.ApiA.PostAsync($"db/scan?folder={id}"));
        await Eventually.TrueAsync("the folder is in error", async () => (string?)(await pair.ApiA.GetAsync($"db/status?folder={id}"))["state"] == "error");
        pair.Run("Set-SyncIgnore $id '*.o' -Node $a", ("id", id)).AssertNoErrors();
        await Eventually.TrueAsync("the folder runs", async () => (string?)(await pair.ApiA.GetAsync($"db/status?folder={id}"))["state"] == "idle");
    }

    private async Task<(DaemonPair Pair, string Id)> NewAsync(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).AssertNoErrors();
        return (pair, id);
    }
}
