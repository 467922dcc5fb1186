namespace WorkspaceSync.Tests;

/// <summary>Every node cmdlet reaches a far daemon by the name of its host.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class HostNameTests(WorkspacePairs pairs)
{
    private const string Closed = "closed"; // a host whose port nobody listens on

    [Theory]
    [EveryProgram]
    public async Task AFarDaemonIsActedOn(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName();
        SyncShare made = pair.Run("New-SyncShare ~/$name/deep -Id $name -HostName $far", ("name", name)).One<SyncShare>();
        Assert.Equal((name, pair.Far, pair.There.DeviceId), (made.Id, made.Node.HostName, made.Node.DeviceId));
        Assert.True(Directory.Exists(Path.Join(pair.PathThere(name), "deep"))); // made on the far machine
        Assert.Null(await pair.ApiHere.FindAsync($"config/folders/{name}"));

        pair.Run("Get-SyncShare $name -HostName $far | Suspend-SyncShare", ("name", name)).AssertNoErrors(); // what is piped carries its node
        Assert.True((bool)(await pair.ApiThere.FindAsync($"config/folders/{name}"))!["paused"]!);
        pair.Run("Resume-SyncShare $name -ComputerName $far; Add-SyncIgnore $name '*.o' -HostName $far", ("name", name)).AssertNoErrors();
        Assert.Equal("*.o", pair.Run("(Get-SyncIgnore $name -HostName $far).Pattern", ("name", name)).One<string>());
        Assert.Equal(pair.There.DeviceId, pair.Run("Get-SyncNode -HostName $far").One<SyncNode>().DeviceId);
        Assert.Equal(SyncHealth.NotShared, pair.Run("Get-SyncStatus $name -HostName $far", ("name", name)).One<SyncStatus>().Health);

        pair.Run("Get-SyncShare $name -HostName $far | Get-SyncStatus -HostName $far", ("name", name)).Error(SyncError.NodeAmbiguous);
        pair.Run("Get-SyncShare nosuch -HostName $far").Error(SyncError.ShareNotFound);
        pair.Run("Remove-SyncShare $name -HostName $far", ("name", name)).AssertNoErrors();
        Assert.Null(await pair.ApiThere.FindAsync($"config/folders/{name}"));
    }

    [Theory]
    [EveryProgram]
    public async Task APathThatCannotBeIsRefusedBeforeAnythingIsSent(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName(), before = await pair.ConfigsAsync();
        FileTree.Write(pair.FarHome, name, "a file");
        Assert.Contains("is a file", pair.Run("New-SyncShare ~/$name -HostName $far", ("name", name)).Error(SyncError.PathInvalid).ToString(), StringComparison.Ordinal);
        Assert.Contains($"{name} is a file", pair.Run("New-SyncShare ~/$name/in/it -Id $name -HostName $far", ("name", name)).Error(SyncError.PathInvalid).ToString(), StringComparison.Ordinal);
        pair.Run("New-SyncShare rel/ative -HostName $far", ("name", name)).Error(SyncError.PathInvalid);
        Assert.Equal(before, await pair.ConfigsAsync());
        Assert.Equal("a file", File.ReadAllText(Path.Join(pair.FarHome, name)));
    }

    [Theory]
    [EveryProgram]
    public async Task SeveralHostsAreAskedAndOneThatFailsIsOneErrorThatNamesIt(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string config = pair.Sandbox.SshConfig!, own = File.ReadAllText(config);
        File.WriteAllText(config, $"Host {Closed}\n  HostName 127.0.0.1\n  Port {FreePort.Next()}\nHost again\n{string.Join('\n', own.Split('\n')[1..3])}\n{own}");
        try
        {
            CmdletResult result = pair.Run("Get-SyncNode -HostName $far, $closed, again, $far", ("closed", Closed));
            Assert.Contains(Closed, result.Error(SyncError.HostUnreachable).ToString(), StringComparison.Ordinal);
            Assert.Equal(Closed, result.Errors[0].TargetObject);
            Assert.Equal([pair.Far, "again"], result.Output.Select(node => ((SyncNode)node.BaseObject).Name)); // once each, in the order given
            result = pair.Run("Get-SyncStatus -HostName $closed, $far", ("closed", Closed));
            result.Error(SyncError.HostUnreachable);
        }
        finally
        {
            File.WriteAllText(config, own);
        }
    }

    [Theory]
    [EveryProgram]
    public async Task AStoppedFarDaemonIsAStatusAndARestartedOneIsFoundAgain(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        await pair.Sandbox.Daemons[1].StopAsync(CancellationToken.None);
        try
        {
            CmdletResult stopped = pair.Run("Get-SyncStatus $name -HostName $far", ("name", name));
            stopped.AssertNoErrors();
            SyncStatus row = (SyncStatus)Assert.Single(stopped.Output).BaseObject;
            Assert.Equal((name, pair.Far, SyncHealth.Stopped, pair.PathThere(name)), (row.Share, row.Machine, row.Health, row.Path));
            Assert.Contains(pair.Far, pair.Run("Get-SyncShare -HostName $far").Error(SyncError.NodeUnreachable).ToString(), StringComparison.Ordinal);
            Assert.Contains(pair.Far, pair.SyncError(name, SyncError.NodeUnreachable, SyncGrade.Unreachable).ToString(), StringComparison.Ordinal);

            // In the workspace both machines' rows, this one's and the stopped one's; no other share's.
            IReadOnlyList<SyncStatus> both = pair.RunIn(pair.PathHere(name), "Get-SyncStatus").All<SyncStatus>();
            Assert.Equal([(name, pair.Here.Name, false), (name, pair.Far, true)], both.Select(status => (status.Share, status.Machine, status.Health == SyncHealth.Stopped)));
        }
        finally
        {
            // Back on another port and with another key: the next command finds it.
            string key = ConfigXml.Read(pair.Sandbox.Daemons[1].Home.ConfigFile).ApiKey;
            string address = pair.There.Uri.Authority;
            await pair.RestartThereAsync(xml => xml.Replace(key, "another-key-" + key, StringComparison.Ordinal).Replace(address, $"127.0.0.1:{FreePort.Next()}", StringComparison.Ordinal));
        }

        Assert.Equal(name, pair.Run("Get-SyncShare $name -HostName $far", ("name", name)).One<SyncShare>().Id);
        int port = FreePort.Next();
        string now = pair.Sandbox.Daemons[1].Home.ReadEndpoint().Uri.Authority;
        await pair.RestartThereAsync(xml => xml.Replace(now, $"127.0.0.1:{port}", StringComparison.Ordinal));
        Assert.Equal(port, pair.Run("Get-SyncNode -HostName $far").One<SyncNode>().Uri.Port);
        Assert.Equal(("Full", SyncGrade.Same), pair.Sync(name) is { } proof ? (proof.Shares[0].Way, proof.Grade) : default);
        pair.Remove(name);
    }
}
