namespace WorkspaceSync.Tests;

/// <summary>A workspace that a file has and this machine has not is set up, patterns and all.</summary>
[Collection(WorkspaceTests.Name)]
public sealed class WorkspaceConfigurationTests(WorkspacePairs pairs)
{
    [Theory]
    [EveryProgram]
    public async Task AWorkspaceComesBackFromItsFile(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create("-IgnorePattern '*.left'");
        string file = Path.Join(pair.Root, $"{name}.psd1");
        string state = await pair.StateAsync(name);
        pair.Run("Export-SyncConfiguration $file", ("file", file)).AssertNoErrors();
        Assert.Empty(pair.Run("Import-SyncConfiguration $file", ("file", file)).All<SyncDrift>());

        pair.Remove(name);
        FileTree.Write(pair.PathHere(name), "x.left");
        SyncDrift told = Assert.Single(pair.Run("Import-SyncConfiguration $file -WhatIf", ("file", file)).All<SyncDrift>());
        Assert.Equal((SyncDriftKind.Workspace, name, false), (told.Kind, told.Name, told.IsApplied));
        Assert.Contains(pair.Run("Import-SyncConfiguration $file", ("file", file)).All<SyncDrift>(), row => row is { Kind: SyncDriftKind.Workspace, IsApplied: true });
        Assert.Empty(pair.Run("Import-SyncConfiguration $file", ("file", file)).All<SyncDrift>());
        File.Delete(Path.Join(pair.PathHere(name), "x.left"));
        Assert.Equal(state, await pair.StateAsync(name));
        pair.Remove(name);
    }
}
