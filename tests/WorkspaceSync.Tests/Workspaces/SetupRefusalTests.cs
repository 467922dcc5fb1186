namespace WorkspaceSync.Tests;

/// <summary>What cannot be set up is named with what to do, and nothing is half-done.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class SetupRefusalTests(WorkspacePairs pairs)
{
    [Theory]
    [EveryProgram]
    public async Task WhatIsInTheWayIsNamedAndNothingChanges(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string other = pair.Create(), name = pair.NewName(), farId = $"far-{name}";
        pair.Run("New-SyncShare ~/$farId -HostName $far", ("farId", farId)).AssertNoErrors();
        FileTree.Write(pair.Root, "file");
        FileTree.Write(pair.FarHome, "file");
        FileTree.Write(pair.PathHere(name), "mine.txt", "mine");
        string before = await pair.ConfigsAsync(), record = File.ReadAllText(pair.WorkspacesFile);
        (string Command, SyncError Error, string Says)[] cases =
        [
            ("$farId -Path $root/$name -RemotePath ~/$name -HostName $far", SyncError.ShareExists, pair.Far),
            ("$name -Path $root/file -RemotePath ~/$name -HostName $far", SyncError.PathInvalid, "is a file"),
            ("$name -Path $root/$name -RemotePath ~/file -HostName $far", SyncError.PathInvalid, $"{pair.FarHome}/file is a file"),
            ("$name -Path $root/$name -RemotePath ~/file/below -HostName $far", SyncError.PathInvalid, "is a file"),
            ("$name -Path $root/$name -RemotePath rel/ative -HostName $far", SyncError.PathInvalid, "absolute"),
            ("$name -Path $root/$other -RemotePath ~/$name -HostName $far", SyncError.WorkspaceExists, other),
            ("$name -Path $root/$other/below -RemotePath ~/$name -HostName $far", SyncError.WorkspaceExists, other),
            ("$other -Path $root/$name -RemotePath ~/$name -HostName $far", SyncError.WorkspaceExists, "Remove-RemoteWorkspace"),
            ("$name -Path $root/$name -RemotePath ~/$other -HostName $far", SyncError.PathOverlaps, other),
            ("$name -Path $root/$name -RemotePath ~/$other/below -HostName $far", SyncError.PathOverlaps, other),
            ("$name -Path $root/$name -RemotePath ~/$name -HostName $far -Profile nosuch", SyncError.ProfileNotFound, "nosuch"),
            ("$name -Path $root/$name -RemotePath ~/$name -HostName $far -IgnorePattern '['", SyncError.IgnorePatternInvalid, "["),
            ("$name -Path $root/$name -RemotePath ~/$name -HostName $far -Share @{ Id = 'x'; Path = '../up' }", SyncError.PathInvalid, "../up"),
            ("$name -Path $root/$name -RemotePath ~/$name -HostName $far -Share @{ Id = 'x'; Pth = 'a' }", SyncError.ShareIdInvalid, "Pth"),
            ("$name -Path $root/$name -RemotePath ~/$name -HostName nosuch.invalid", SyncError.HostNotFound, "nosuch.invalid"),
        ];
        foreach ((string command, SyncError error, string says) in cases)
        {
            CmdletResult result = pair.Run($"New-RemoteWorkspace {command}", ("name", name), ("other", other), ("farId", farId));
            Assert.Empty(result.Output);
            Assert.Contains(says, result.Error(error).ToString(), StringComparison.Ordinal);
            Assert.True(before == await pair.ConfigsAsync(), command);
        }

        Assert.Equal(record, File.ReadAllText(pair.WorkspacesFile));
        Assert.False(Directory.Exists(pair.PathThere(name)));
        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(pair.PathHere(name)).Select(Path.GetFileName));
        pair.Run("New-RemoteWorkspace 'no/name' -Path $root/$name -HostName $far").AssertRefused();
        pair.Run("Remove-SyncShare $farId -HostName $far", ("farId", farId)).AssertNoErrors();
        pair.Remove(other);
    }

    [NeedingTheory(Need.Root)]
    [EveryProgram]
    public async Task AFarDirectoryThatIsReadOnlyIsRefused(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName(), before = await pair.ConfigsAsync();
        FileTree.Write(pair.PathHere(name), "mine.txt", "mine");
        Directory.CreateDirectory(pair.PathThere(name));
        using (new ImmutableFile(pair.PathThere(name)))
        {
            Assert.Contains("cannot be written", pair.SetUp(name).Error(SyncError.PathInvalid).ToString(), StringComparison.Ordinal);
            Assert.Equal(before, await pair.ConfigsAsync());
        }

        pair.SetUp(name).AssertNoErrors(); // mended, the same command goes on
        pair.AssertSame(name);

        // One that becomes read-only later is a named no of the flush.
        using (new ImmutableFile(pair.PathThere(name)))
        {
            FileTree.Write(pair.PathHere(name), "more.txt", "more");
            bool isSilent = program.Contains("/2.", StringComparison.Ordinal); // 2.1.3 tells of no error
            string message = pair.SyncError(name, isSilent ? SyncError.SyncTimeout : SyncError.ShareInError, SyncGrade.Incomplete).ToString();
            Assert.Contains(pair.Far, message, StringComparison.Ordinal);
            Assert.Equal(isSilent, message.Contains($"may its Syncthing write in {pair.PathThere(name)}?", StringComparison.Ordinal));
        }

        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task AHostWithoutSyncthingIsTold(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        await using TestSshServer bare = await TestSshServer.StartAsync(config: new TestSshConfig(Path.Join(pair.Root, "bare_config")));
        string name = pair.NewName();
        string path = Environment.GetEnvironmentVariable("PATH")!;
        CmdletResult result = pair.Run("New-RemoteWorkspace $name -Path $root/$name -HostName $bare", ("name", name), ("bare", bare.Alias));
        SyncError expected = File.Exists("/usr/bin/syncthing") ? SyncError.NodeUnreachable : SyncError.SyncthingNotInstalled;
        string message = result.Error(expected).ToString();
        Assert.Contains(bare.Alias, message, StringComparison.Ordinal);
        Assert.Matches("-Install|apt-get install", message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(bare.Home)); // nothing was made there
        Assert.Equal(path, Environment.GetEnvironmentVariable("PATH"));
    }
}
