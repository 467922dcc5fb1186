using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>A node is made what a file says, once; what is there already stays as it is.</summary>
public sealed class ConfigurationTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task WhatWasExportedIsNoDriftAndMakesAnotherNodeTheSame(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        string file = Path.Join(pair.Root, $"{id}.psd1");
        pair.Run(
            "New-SyncDevice $absent far -Address tcp://127.0.0.1:9 -Node $a; New-SyncShare $root/a/$id -Label \"it's\" -Device far -IgnorePattern '*.o', \"it's*\" -RescanInterval 90 -Versioning Simple -VersioningParameter @{ keep = 3 } -Node $a",
            ("id", id), ("absent", Stage.Absent)).AssertNoErrors();
        FileInfo written = pair.Run("Export-SyncConfiguration $file -Node $a", ("file", file)).One<FileInfo>();
        string text = File.ReadAllText(written.FullName);
        Assert.DoesNotContain(ConfigXml.Read(Path.Join(pair.A.ConfigPath, "config.xml")).ApiKey, text, StringComparison.Ordinal);
        Assert.Contains("'it''s'", text, StringComparison.Ordinal);
        pair.Run("Export-SyncConfiguration $file -Node $a", ("file", file)).Error(SyncError.FileUnwritable);

        string before = await ConfigAsync(pair.ApiA);
        Assert.Empty(pair.Run("Import-SyncConfiguration $file -Node $a", ("file", file)).All<SyncDrift>());
        Assert.Equal(before, await ConfigAsync(pair.ApiA));

        // The other node: first it is told, then done, and then there is nothing left.
        File.WriteAllText(file, text.Replace($"/a/{id}", $"/b/{id}", StringComparison.Ordinal));
        string untouched = await ConfigAsync(pair.ApiB);
        IReadOnlyList<SyncDrift> told = pair.Run("Import-SyncConfiguration $file -Node $b -WhatIf", ("file", file)).All<SyncDrift>();
        Assert.Equal(untouched, await ConfigAsync(pair.ApiB));
        Assert.Contains(told, row => row is { Kind: SyncDriftKind.Device, Name: "far", Setting: null, IsApplied: false });
        Assert.Contains(told, row => row.Kind == SyncDriftKind.Share && row.Name == id && row.Setting is null);
        IReadOnlyList<SyncDrift> done = pair.Run("Import-SyncConfiguration $file -Node $b", ("file", file)).All<SyncDrift>();
        Assert.Equal(told.Select(row => row.ToString()), done.Select(row => row.ToString()));
        Assert.All(done, row => Assert.True(row.IsApplied));
        string after = await ConfigAsync(pair.ApiB);
        Assert.Empty(pair.Run("Import-SyncConfiguration $file -Node $b", ("file", file)).All<SyncDrift>());
        Assert.Equal(after, await ConfigAsync(pair.ApiB));
        JObject share = (await pair.ApiB.FindAsync($"config/folders/{id}"))!;
        Assert.Equal(("it's", 90, "simple", "3", -1), ((string?)share["label"], (int?)share["rescanIntervalS"], (string?)share["versioning"]?["type"], (string?)share["versioning"]?["params"]?["keep"], (int?)share["maxConflicts"]));
        Assert.Equal(["*.o", "it's*"], (await pair.ApiB.GetAsync($"db/ignores?folder={id}"))["ignore"]!.Values<string>());
    }

    [Theory]
    [EveryProgram]
    public async Task DriftIsToldAndMended(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = pair.NewId();
        string file = Path.Join(pair.Root, $"{id}.psd1");
        pair.Run("New-SyncShare $root/a/$id -IgnorePattern '*.o' -Node $a", ("id", id)).AssertNoErrors();
        File.WriteAllText(file, $$"""@{ Shares = @{ Id = '{{id}}'; Path = '{{pair.PathA(id)}}'; Label = 'new'; WatcherDelay = '00:00:05'; Devices = '{{pair.B.DeviceId}}'; Ignore = '*.o', '*.tmp' } }""");
        IReadOnlyList<SyncDrift> told = pair.Run("Import-SyncConfiguration $file -Node $a -WhatIf", ("file", file)).All<SyncDrift>();
        Assert.Equal(["Devices", "Ignore", "Label", "WatcherDelay"], told.Select(row => row.Setting).Order());
        Assert.Equal(("00:00:01", "00:00:05"), told.Where(row => row.Setting == "WatcherDelay").Select(row => (row.Now, row.Wanted)).Single());
        Assert.All(pair.Run("Import-SyncConfiguration $file -Node $a", ("file", file)).All<SyncDrift>(), row => Assert.True(row.IsApplied));
        Assert.Empty(pair.Run("Import-SyncConfiguration $file -Node $a", ("file", file)).All<SyncDrift>());
        Assert.Equal(["*.o", "*.tmp"], (await pair.ApiA.GetAsync($"db/ignores?folder={id}"))["ignore"]!.Values<string>());
        Assert.Equal("new", (string?)(await pair.ApiA.FindAsync($"config/folders/{id}"))!["label"]);

        // What cannot be made so is an error of its own, and the rest is done.
        string other = pair.NewId();
        File.WriteAllText(file, $$"""@{ Shares = @(@{ Id = '{{id}}'; Path = '{{pair.PathA("elsewhere")}}' }, @{ Id = '{{other}}'; Path = '{{pair.PathA(other)}}' }) }""");
        CmdletResult result = pair.Run("Import-SyncConfiguration $file -Node $a", ("file", file));
        Assert.Contains(id, result.Error(SyncError.ShareExists).ToString(), StringComparison.Ordinal);
        Assert.NotNull(await pair.ApiA.FindAsync($"config/folders/{other}"));
        Assert.Equal(pair.PathA(id), (string?)(await pair.ApiA.FindAsync($"config/folders/{id}"))!["path"]);

        File.WriteAllText(file, "@{ Shares = @{ Id = 'x'; Path = $(throw 'run') } }");
        pair.Run("Import-SyncConfiguration $file -Node $a", ("file", file)).Error(SyncError.ConfigurationInvalid);
    }

    private static async Task<string> ConfigAsync(DaemonApi api) => $"{(await api.GetAsync("config/folders"))}\n{(await api.GetAsync("config/devices"))}";
}
