namespace WorkspaceSync.Tests;

/// <summary>The prompt tells what was last known, and nobody is asked for it.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class PromptTests(WorkspacePairs pairs)
{
    private const string Segment = "Get-SyncPromptSegment";

    [Theory]
    [EveryProgram]
    public async Task StatusAndFlushKeepItFresh(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        string below = Path.Join(pair.PathHere(name), "sub");
        Directory.CreateDirectory(below);
        pair.Sync(name);
        SyncPromptSegment proved = pair.RunIn(below, Segment).One<SyncPromptSegment>();
        Assert.Equal((name, SyncHealth.InSync, $"{name} ✓", (int?)0), (proved.Workspace, proved.Health, proved.Text, proved.Conflicts));
        Assert.InRange(proved.Age, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Equal(proved.Text, pair.RunIn(below, $"\"$({Segment})\"").One<string>());

        string file = Path.Join(PromptStateStore.Directory, $"{name}.state");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain(ConfigXml.Read(Path.Join(pair.Here.ConfigPath, "config.xml")).ApiKey, File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Empty(pair.RunIn(pair.Root, Segment).Output);
        Assert.Empty(pair.Run($"{Segment} $root").Output);

        pair.Run("Suspend-SyncShare $name -HostName $far", ("name", name)).AssertNoErrors();
        pair.RunIn(below, "Get-SyncStatus").AssertNoErrors();
        Assert.Equal($"{name} paused", pair.RunIn("/", $"{Segment} $path", ("path", below)).One<SyncPromptSegment>().Text);
        pair.Run("Resume-SyncShare $name -HostName $far", ("name", name)).AssertNoErrors();

        File.WriteAllText(file, "damaged");
        Assert.Empty(pair.RunIn(below, Segment).All<SyncPromptSegment>());
        pair.Sync(name);
        pair.Remove(name);
        Assert.False(File.Exists(file));
    }

    [Theory]
    [EveryProgram]
    public async Task OfSeveralTheInnermostIsTheOneAndAnOldOneShowsItsAge(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        Directory.CreateDirectory(PromptStateStore.Directory);
        string outer = Path.Join(pair.Root, "o"), inner = Path.Join(outer, "i");
        Directory.CreateDirectory(inner);
        long hourAgo = DateTimeOffset.Now.AddHours(-3).ToUnixTimeSeconds();
        File.WriteAllText(Path.Join(PromptStateStore.Directory, "outer.state"), $"workspacesync-prompt-1\n{outer}\nouter\nInSync\n0\n\n0\n{hourAgo}\n");
        File.WriteAllText(Path.Join(PromptStateStore.Directory, "inner.state"), $"workspacesync-prompt-1\n{inner}\ninner\nLocalBehind\n7\n\n\n{hourAgo}\n");
        File.WriteAllText(Path.Join(PromptStateStore.Directory, "inner.state.1.new"), "half written");
        Assert.Equal("outer ✓ (3 h)", pair.RunIn(outer, Segment).One<SyncPromptSegment>().Text);
        Assert.Equal("inner ⇅7 (3 h)", pair.RunIn(inner, Segment).One<SyncPromptSegment>().Text);
        Assert.Equal("inner ⇅7", pair.RunIn(inner, $"{Segment} -MaxAge 1.00:00:00").One<SyncPromptSegment>().Text);
        PromptStateStore.Remove("outer");
        PromptStateStore.Remove("inner");
        Assert.Empty(pair.RunIn(inner, Segment).Output);
    }
}
