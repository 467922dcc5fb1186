namespace WorkspaceSync.Tests;

/// <summary>A workspace that a file has and this machine has not is set up, patterns and all.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
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

        // Forgotten here, with everything else still there.
        pair.Run("Remove-RemoteWorkspace $name", ("name", name)).AssertNoErrors();
        SyncDrift told = Assert.Single(pair.Run("Import-SyncConfiguration $file -WhatIf", ("file", file)).All<SyncDrift>());
        Assert.Equal((SyncDriftKind.Workspace, name, false), (told.Kind, told.Name, told.IsApplied));
        Assert.True(Assert.Single(pair.Run("Import-SyncConfiguration $file", ("file", file)).All<SyncDrift>()).IsApplied);
        Assert.Empty(pair.Run("Import-SyncConfiguration $file", ("file", file)).All<SyncDrift>());
        Assert.Equal(state, await pair.StateAsync(name));

        // Another one, of which nothing is there yet.
        string other = pair.NewName();
        File.WriteAllText(file, File.ReadAllText(file).Replace(name, other, StringComparison.Ordinal));
        FileTree.Write(pair.PathHere(other), "travels.txt");
        FileTree.Write(pair.PathHere(other), "x.left");
        pair.Run("Import-SyncConfiguration $file", ("file", file)).AssertNoErrors();
        Assert.Empty(pair.Run("Import-SyncConfiguration $file", ("file", file)).All<SyncDrift>());
        Assert.True(File.Exists(Path.Join(pair.PathThere(other), "travels.txt")));
        Assert.False(File.Exists(Path.Join(pair.PathThere(other), "x.left")));
        pair.Remove(other);
        pair.Remove(name);
    }
}
