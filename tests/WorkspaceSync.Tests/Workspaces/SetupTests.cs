using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>One command sets a workspace up on both machines, and may be run again.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class SetupTests(WorkspacePairs pairs)
{
    [Theory]
    [EveryProgram]
    public async Task OneCommandSetsUpBothMachinesAndASecondChangesNothing(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName();
        FileTree.Write(pair.PathHere(name), "src/train.py", "print(1)");
        FileTree.Write(pair.PathHere(name), "empty");
        FileTree.Write(pair.PathHere(name), ".venv/lib/big.py", new string('x', 1000));
        FileTree.Write(pair.PathThere(name), "there/results.csv", "1,2");

        RemoteWorkspace made = pair.SetUp(name, "-Profile Full").One<RemoteWorkspace>();
        Assert.Equal((name, pair.Far, pair.PathHere(name), pair.PathThere(name)), (made.Name, made.HostName, made.Path, made.RemotePath));
        Assert.Equal((name, ".", "Full"), Assert.Single(made.Shares) is { } share ? (share.Id, share.Path, share.Profile) : default);
        Assert.Equal((pair.Here.DeviceId, pair.There.DeviceId), (made.DeviceId, made.RemoteDeviceId));
        Assert.Equal("print(1)", File.ReadAllText(Path.Join(pair.PathThere(name), "src/train.py")));
        Assert.Equal("1,2", File.ReadAllText(Path.Join(pair.PathHere(name), "there/results.csv")));
        Assert.True(File.Exists(Path.Join(pair.PathThere(name), "empty")));
        Assert.False(Directory.Exists(Path.Join(pair.PathThere(name), ".venv")));

        foreach (DaemonApi api in new[] { pair.ApiHere, pair.ApiThere })
        {
            JObject folder = (await api.FindAsync($"config/folders/{name}"))!;
            Assert.Equal((-1, 1, false), ((int)folder["maxConflicts"]!, (int)folder["fsWatcherDelayS"]!, (bool)folder["paused"]!));
            Assert.Equal(0, (int?)folder["pullerDelayS"] ?? 0);
            Assert.Contains("(?d).venv", ((JArray)(await api.GetAsync($"db/ignores?folder={name}"))["ignore"]!).Values<string>());
            JArray devices = (JArray)(await api.GetAsync("config/devices"));
            Assert.All(devices, device => Assert.False((bool)device["introducer"]! || (bool)device["autoAcceptFolders"]!));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(pair.WorkspacesFile).UnixFileMode);
        string configs = await pair.ConfigsAsync(), record = File.ReadAllText(pair.WorkspacesFile), here = FileTree.Describe(pair.PathHere(name));
        CmdletResult again = pair.SetUp(name, "-Profile Full -InformationVariable told; $told | ForEach-Object { \"$_\" }");
        again.AssertNoErrors();
        Assert.Contains(again.Output, line => line.ToString().Contains("0 of 11 steps were done", StringComparison.Ordinal));
        Assert.Equal(configs, await pair.ConfigsAsync());
        Assert.Equal(record, File.ReadAllText(pair.WorkspacesFile));
        Assert.Equal(here, FileTree.Describe(pair.PathHere(name)));
        pair.Remove(name);
        Assert.Null(await pair.ApiThere.FindAsync($"config/folders/{name}"));
        Assert.Equal("1,2", File.ReadAllText(Path.Join(pair.PathHere(name), "there/results.csv")));
    }

    [Theory]
    [EveryProgram]
    public async Task WhatIfShowsThePlanAndChangesNothing(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName(), before = await pair.ConfigsAsync();
        FileTree.Write(pair.PathHere(name), "data/big.bin", new string('x', 2000));
        FileTree.Write(pair.PathHere(name), "node_modules/a.js", "left out");
        string file = File.Exists(pair.WorkspacesFile) ? File.ReadAllText(pair.WorkspacesFile) : "";
        CmdletResult plan = pair.SetUp(name, "-Profile Full -WhatIf -InformationVariable told; $told | ForEach-Object { \"$_\" }");
        plan.AssertNoErrors();
        string text = string.Join('\n', plan.Output);
        Assert.Contains($"• share {name} on both", text, StringComparison.Ordinal);
        Assert.Contains($"✓ {pair.Far} reachable", text, StringComparison.Ordinal);
        Assert.Contains("biggest   data 2", text, StringComparison.Ordinal);
        Assert.Contains("left out by the patterns   1 files", text, StringComparison.Ordinal);
        Assert.Matches("What if: [0-9]+ of 11 steps would be done", text);
        Assert.Equal(before, await pair.ConfigsAsync());
        Assert.False(Directory.Exists(pair.PathThere(name)));
        Assert.Equal(file, File.Exists(pair.WorkspacesFile) ? File.ReadAllText(pair.WorkspacesFile) : "");
    }

    [Theory]
    [EveryProgram]
    public async Task SeveralSharesHaveTheirOwnProfilesAndDirections(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName();
        FileTree.Write(pair.PathHere(name), "src/a.py", "a");
        FileTree.Write(pair.PathHere(name), "data/d.csv", "d");
        FileTree.Write(pair.PathHere(name), "data/half.tmp", "half");
        FileTree.Write(pair.PathThere(name), "results/r.csv", "r");
        pair.SetUp(name, "-Share @{ Id = \"$name\"; Path = '.'; Profile = 'Full' }, @{ Id = \"$name-data\"; Path = 'data'; Profile = 'Data' }, @{ Id = \"$name-results\"; Path = 'results'; Profile = 'Results' }").AssertNoErrors();
        Assert.Equal("sendreceive", (string?)(await pair.ApiHere.FindAsync($"config/folders/{name}-data"))!["type"]);
        Assert.Equal("receiveonly", (string?)(await pair.ApiHere.FindAsync($"config/folders/{name}-results"))!["type"]);
        Assert.Equal("sendonly", (string?)(await pair.ApiThere.FindAsync($"config/folders/{name}-results"))!["type"]);
        Assert.Equal(21600, (int?)(await pair.ApiHere.FindAsync($"config/folders/{name}-data"))!["rescanIntervalS"]);
        Assert.Equal("d", File.ReadAllText(Path.Join(pair.PathThere(name), "data/d.csv")));
        Assert.Equal("r", File.ReadAllText(Path.Join(pair.PathHere(name), "results/r.csv")));
        Assert.False(File.Exists(Path.Join(pair.PathThere(name), "data/half.tmp")));
        JArray outer = (JArray)(await pair.ApiHere.GetAsync($"db/ignores?folder={name}"))["ignore"]!;
        Assert.Equal(["/data", "/results"], outer.Values<string>().Take(2));

        // Each file travels by one share only; the proof is of all three.
        await pair.ApiHere.PatchAsync($"config/folders/{name}-data", new { fsWatcherEnabled = false }); // on a busy machine it would be there first
        pair.Sync(name); // and so would its first scan
        FileTree.Write(pair.PathHere(name), "data/new.csv", "new");
        SyncProof proof = pair.Sync(name);
        Assert.Equal((SyncGrade.Same, 3, 1), (proof.Grade, proof.Shares.Count, proof.SentItems));
        Assert.Equal(1, proof.Shares.Single(share => share.Share == $"{name}-data").SentItems);
        pair.Run("Test-RemoteWorkspace $name -Quiet", ("name", name)).One<bool>();

        // What a receive-only side changed does not travel: an honest no.
        FileTree.Write(pair.PathHere(name), "results/mine.csv", "mine");
        Assert.Contains("receive-only", pair.SyncError(name, SyncError.ShareOneWay, SyncGrade.Incomplete).ToString(), StringComparison.Ordinal);
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task ThePreflightTellsWhatGitIgnoresAndWhatWouldTravelInPart(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName(), root = pair.PathHere(name);
        FileTree.Write(root, "keep.py", "k");
        FileTree.Write(root, "build/out.bin", new string('b', 500));
        FileTree.Write(root, "sub/.gitignore", "*.onnx\n");
        FileTree.Write(root, "sub/[model].onnx", "onnx");
        await KeyTool.RunAsync("git", "init", "-q", root);
        FileTree.Write(root, ".git/info/exclude", "build/\n");
        CmdletResult plan = pair.SetUp(name, "-Profile Full -WhatIf -InformationVariable told; $told | ForEach-Object { \"$_\" }");
        string text = string.Join('\n', plan.Output);
        Assert.Contains("git ignores 2 files (504 B)", text, StringComparison.Ordinal);
        Assert.Contains(".git would travel in part", text, StringComparison.Ordinal);

        pair.SetUp(name, "-Profile Full -UseGitIgnore -ExcludeGit").AssertNoErrors();
        Assert.Equal("k", File.ReadAllText(Path.Join(pair.PathThere(name), "keep.py")));
        Assert.Equal(["keep.py", "sub"], Directory.EnumerateFileSystemEntries(pair.PathThere(name)).Select(Path.GetFileName).Where(entry => entry is not (".stfolder" or ".stignore")).Order());
        Assert.Equal([".gitignore"], Directory.EnumerateFiles(Path.Join(pair.PathThere(name), "sub")).Select(Path.GetFileName));
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task NamesThatAMacTakesForOneAreSaid(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName();
        FileTree.Write(pair.PathHere(name), "Data/a.txt");
        FileTree.Write(pair.PathThere(name), "data/b.txt");
        SyncNode far = await NodeRegistry.Current.GetHostAsync(pair.Far, new TestPrompt(), CancellationToken.None);
        NodeIdentity truth = far.Identity;
        try
        {
            far.Identity = truth with { OS = "darwin" };
            string text = string.Join('\n', pair.SetUp(name, "-WhatIf -InformationVariable told; $told | ForEach-Object { \"$_\" }").Output);
            Assert.Contains("2 names differ only in case, and one machine takes them for the same: Data, data", text, StringComparison.Ordinal);
        }
        finally
        {
            far.Identity = truth;
        }
    }
}
