using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Shares as they are made, read and taken away, by what the daemon has afterwards.</summary>
public class ShareCmdletTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task ANewShareKeepsEveryVersionAndTrustsNobody(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        JObject defaults = (JObject)await pair.ApiA.GetAsync("config/defaults/folder");
        SyncShare share = pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).One<SyncShare>();

        Assert.Equal((id, pair.PathA(id), SyncShareType.SendReceive, false, -1), (share.Id, share.Path, share.Type, share.Paused, share.MaxConflicts));
        Assert.Equal((TimeSpan.FromSeconds(1), true, TimeSpan.FromHours(1)), (share.WatcherDelay, share.WatcherEnabled, share.RescanInterval));
        Assert.Same(pair.A, share.Node);
        Assert.Empty(share.Devices);
        Assert.True(Directory.Exists(pair.PathA(id)));

        JObject folder = (await pair.ApiA.FindAsync($"config/folders/{id}"))!;
        Assert.Equal(folder.ContainsKey("pullerDelayS") ? 0 : null, (double?)folder["pullerDelayS"]);
        Assert.Equal(".stfolder", (string?)folder["markerName"]);
        foreach (string asked in (string[])["id", "path", "devices", "maxConflicts", "fsWatcherDelayS", "fsWatcherEnabled", "pullerDelayS", "filesystemType", "label"])
        {
            defaults.Remove(asked);
            folder.Remove(asked);
        }

        Assert.Equal(defaults.ToString(), folder.ToString());
    }

    [Theory]
    [EveryProgram]
    public async Task WhatIsAskedForIsWhatThereIs(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        SyncShare share = pair.Run(
            "New-SyncShare $root/a/$id -Label 'Été ☀' -Device $b -Type ReceiveOnly -RescanInterval 90 -Versioning TrashCan -VersioningParameter @{ cleanoutDays = 7 } -Node $a",
            ("id", id)).One<SyncShare>();
        Assert.Equal(("Été ☀", SyncShareType.ReceiveOnly, TimeSpan.FromSeconds(90), SyncVersioning.TrashCan), (share.Label, share.Type, share.RescanInterval, share.Versioning));
        Assert.Equal("7", share.VersioningParameter["cleanoutDays"]);
        SyncShareDevice device = Assert.Single(share.Devices);
        Assert.Equal((pair.B.DeviceId, pair.B.Name), (device.DeviceId, device.Name));
        JObject folder = (await pair.ApiA.FindAsync($"config/folders/{id}"))!;
        Assert.Equal(("Été ☀", "receiveonly", 90, "trashcan"), ((string?)folder["label"], (string?)folder["type"], (int?)folder["rescanIntervalS"], (string?)folder["versioning"]?["type"]));
        SyncShare read = pair.Run("Get-SyncShare $id -Node $a", ("id", id)).One<SyncShare>();
        Assert.Equal((share.Label, share.Type, share.Path), (read.Label, read.Type, read.Path));
    }

    [Theory]
    [EveryProgram]
    public async Task NothingThatIsIgnoredIsEverIndexed(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        for (int i = 0; i < 50; i++)
        {
            FileTree.Write(pair.PathA(id), $"cache/{i}.bin", "x");
        }

        FileTree.Write(pair.PathA(id), "kept.txt", "x");
        pair.Run("New-SyncShare $root/a/$id -IgnorePattern '/cache' -Device $b -Node $a", ("id", id)).AssertNoErrors();
        await pair.ApiA.PostAsync($"db/scan?folder={id}");
        Assert.Equal((1, 0), ((int?)(await pair.ApiA.GetAsync($"db/status?folder={id}"))["globalFiles"], (int?)(await pair.ApiA.GetAsync($"db/status?folder={id}"))["globalDeleted"]));
        Assert.Equal(["/cache"], (await File.ReadAllLinesAsync(Path.Join(pair.PathA(id), ".stignore"))).Where(line => line.Length > 0));
    }

    [Theory]
    [EveryProgram]
    public async Task RemovingLeavesEveryFile(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        FileTree.Write(pair.PathA(id), "deep/file.txt", "mine");
        pair.Run("New-SyncShare $root/a/$id -IgnorePattern '*.o' -Node $a", ("id", id)).AssertNoErrors();
        string files = FileTree.Describe(pair.PathA(id));
        pair.Run("Get-SyncShare $id -Node $a | Remove-SyncShare", ("id", id)).AssertNoErrors();
        Assert.Null(await pair.ApiA.FindAsync($"config/folders/{id}"));
        Assert.Equal(files, FileTree.Describe(pair.PathA(id)));
        Assert.True(File.Exists(Path.Join(pair.PathA(id), ".stignore")));
    }

    [Theory]
    [EveryProgram]
    public async Task AShareInAShareIsMadeWhenItIsMeant(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).AssertNoErrors();
        pair.Run("New-SyncShare $root/a/$id/in -Id \"$id-in\" -Force -Node $a", ("id", id)).AssertNoErrors();
        Assert.NotNull(await pair.ApiA.FindAsync($"config/folders/{id}-in"));
    }

    [Theory]
    [EveryProgram]
    public async Task WhatWasInterruptedIsContinued(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).AssertNoErrors();
        await pair.ApiA.PatchAsync($"config/folders/{id}", new { paused = true }); // as a kill after the first step leaves it
        SyncShare share = pair.Run("New-SyncShare $root/a/$id -Device $b -IgnorePattern '*.o' -Node $a", ("id", id)).One<SyncShare>();
        Assert.False(share.Paused);
        Assert.Single(share.Devices);
        Assert.Equal("*.o", (string?)(await pair.ApiA.GetAsync($"db/ignores?folder={id}"))["ignore"]![0]);
    }

    [Theory]
    [EveryProgram]
    public async Task PassThruHandsOnWhatWasReadBack(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        pair.Run("New-SyncShare $root/a/$id -Node $a", ("id", id)).AssertNoErrors();
        Assert.True(pair.Run("Suspend-SyncShare $id -Node $a -PassThru", ("id", id)).One<SyncShare>().Paused);
        Assert.False(pair.Run("Resume-SyncShare $id -Node $a -PassThru", ("id", id)).One<SyncShare>().Paused);
        Assert.Equal("new", pair.Run("Set-SyncShare $id -Label new -PassThru -Node $a", ("id", id)).One<SyncShare>().Label);
        Assert.Empty(pair.Run("Set-SyncShare $id -Label newer -Node $a; Suspend-SyncShare $id -Node $a", ("id", id)).All<object>());
        Assert.Equal("newer", (string?)(await pair.ApiA.FindAsync($"config/folders/{id}"))!["label"]);
    }

    [Theory]
    [EveryProgram]
    public async Task AHalfSharedRepositoryIsWarnedOf(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        FileTree.Write(pair.PathA(id), ".git/HEAD", "ref: refs/heads/main");
        FileTree.Write(pair.PathA(id), ".git/objects/aa/b", "x");
        CmdletResult asked = pair.Run("New-SyncShare $root/a/$id -IgnorePattern '.git/objects/**' -Node $a -WhatIf", ("id", id));
        Assert.Contains("-ExcludeGit", Assert.Single(asked.Warnings), StringComparison.Ordinal);
        CmdletResult whole = pair.Run("New-SyncShare $root/a/$id -IgnorePattern '.git/objects/**' -ExcludeGit -Node $a", ("id", id));
        whole.AssertNoErrors();
        Assert.Empty(whole.Warnings);
        await pair.ApiA.PostAsync($"db/scan?folder={id}");
        Assert.Equal(0, (int?)(await pair.ApiA.GetAsync($"db/status?folder={id}"))["globalFiles"]);
    }
}
