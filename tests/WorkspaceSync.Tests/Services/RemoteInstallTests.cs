namespace WorkspaceSync.Tests;

/// <summary>A release goes from here to a machine without internet: through the sandbox's sshd, verified before anything is sent.</summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class RemoteInstallTests(WorkspacePairs pairs) : IClassFixture<WorkspacePairs>
{
    private readonly string _program = EveryProgramAttribute.Programs[0];

    [Fact]
    public async Task A_release_is_sent_over_ssh_and_the_copy_before_comes_back()
    {
        WorkspacePair pair = await pairs.GetAsync(_program);
        await using ServiceMachine same = ServiceMachine.Create(); // the far machine is this one with another home
        using ReleaseMaker maker = ReleaseMaker.Create();
        string bin = Directory.CreateDirectory(Path.Join(pair.FarHome, "bin")).FullName, file = Path.Join(bin, "syncthing");
        const string Old = "#!/bin/sh\necho 'syncthing v1.0.0 \"Old\" (go1 linux-amd64)'\n";
        File.Delete(file);
        await File.WriteAllTextAsync(file, Old);
        File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);

        maker.Pack(_program, same.Release, tamper: bytes => bytes[^1] ^= 1);
        Run("").Error(SyncError.SignatureInvalid);
        Assert.Equal(["syncthing"], Directory.EnumerateFileSystemEntries(bin).Select(Path.GetFileName));
        Assert.Equal(Old, await File.ReadAllTextAsync(file));

        maker.Pack(_program, same.Release);
        Run("-WhatIf").AssertNoErrors();
        Assert.Equal(Old, await File.ReadAllTextAsync(file));
        SyncthingProgram program = Run("-PassThru").One<SyncthingProgram>();
        Assert.Equal((file, same.Release.Version, SyncthingSource.UserCopy, pair.Far), (program.Path, program.Version, program.Source, program.HostName));
        Assert.Equal(await File.ReadAllBytesAsync(_program), await File.ReadAllBytesAsync(file));
        Assert.Equal(Old, await File.ReadAllTextAsync(file + ".old"));

        pair.Run("Install-Syncthing -HostName $far -Rollback -Force -WarningAction Ignore").AssertNoErrors();
        Assert.Equal(Old, await File.ReadAllTextAsync(file));

        CmdletResult Run(string more) => pair.Run($"Install-Syncthing -HostName $far -Source $source -Force -WarningAction Ignore {more}", ("source", maker.Directory));
    }
}
