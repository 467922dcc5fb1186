using System.Net;

namespace WorkspaceSync.Tests;

/// <summary>A far machine's own view, through a real sshd: its token is read there, its service asked through the tunnel.</summary>
[Collection(RemoteTests.Name)]
[Trait("Process", RemoteTests.Name)]
public sealed class RemoteZeroTierTests : IAsyncLifetime, IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("wszt-home-").FullName;
    private ZeroTierServer _service = null!;
    private CmdletHost _host = null!;
    private TestSshServer _sshd = null!;

    public async Task InitializeAsync()
    {
        _service = new ZeroTierServer("stale-40s", isHere: false);
        _host = new CmdletHost();
        _sshd = await TestSshServer.StartAsync([$"SetEnv HOME={_home} ZEROTIER_HOME={_service.Home.Path}"]);
    }

    public async Task DisposeAsync() => await _sshd.DisposeAsync();

    public void Dispose()
    {
        _host.Dispose();
        _service.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private CmdletResult Run(string script) => _host.Run(script, ("there", _sshd.Alias));

    [Fact]
    public void APeersStateIsTheFarServicesAndSaysSo()
    {
        ZeroTierPeer peer = Run("Get-ZeroTierPeer 316bfa2b70 -HostName $there").One<ZeroTierPeer>();
        Assert.Equal((ZeroTierConnection.Stale, _sshd.Alias), (peer.Connection, peer.HostName));
        Assert.Equal(("a93c8e3bb1", _sshd.Alias), Run("Get-ZeroTierNode -ComputerName $there").One<ZeroTierNode>() is { } node ? (node.Address, node.HostName) : default);
    }

    [Fact]
    public void WhatIsPipedIsActedOnWhereItCameFrom()
    {
        ZeroTierNetwork network = Run("Get-ZeroTierNetwork -HostName $there | Set-ZeroTierNetwork -AllowManaged $false -PassThru").One<ZeroTierNetwork>();
        Assert.Equal((false, _sshd.Alias), (network.AllowManaged, network.HostName));
        Assert.Contains("POST /network/2baf2e359c000001 {\"allowManaged\":false}", _service.Requests);
        Assert.Empty(Run("Get-ZeroTierNetwork -HostName $there | Disconnect-ZeroTierNetwork").All<object>());
        Assert.Empty(_service.Networks);
    }

    [Fact]
    public void TheUsersCopyThereIsFound()
    {
        File.Delete(_service.Home.TokenPath);
        File.WriteAllText(Path.Join(_home, ".zeroTierOneAuthToken"), ZeroTierServer.Token);
        Assert.Equal("lab", Run("Get-ZeroTierNetwork -HostName $there").One<ZeroTierNetwork>().Name);
    }

    [Fact]
    public void WhatIsWrongThereIsNamedWithTheHost()
    {
        File.Delete(_service.Home.TokenPath);
        string message = Run("Get-ZeroTierPeer -HostName $there").Error(SyncError.ZeroTierTokenUnreadable).ToString();
        Assert.StartsWith($"{_sshd.Alias}: ", message, StringComparison.Ordinal);
        Assert.Contains($"{_home}/.zeroTierOneAuthToken", message, StringComparison.Ordinal);
        File.WriteAllText(Path.Join(_service.Home.Path, "zerotier-one.port"), FreePort.Next().ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.StartsWith($"{_sshd.Alias}: ", Run("Get-ZeroTierPeer -HostName $there").Error(SyncError.ZeroTierNotRunning).ToString(), StringComparison.Ordinal);
        Directory.Move(_service.Home.Path, _service.Home.Path + "-away");
        Run("Get-ZeroTierNode -HostName $there").Error(SyncError.ZeroTierNotInstalled);
        Directory.Move(_service.Home.Path + "-away", _service.Home.Path);
    }

    [Fact]
    public void OneHostThatFailsLeavesTheOthers()
    {
        CmdletResult result = Run("Get-ZeroTierNode -HostName nosuchhost.invalid, $there");
        Assert.Single(result.Errors);
        Assert.Equal(_sshd.Alias, ((ZeroTierNode)Assert.Single(result.Output).BaseObject).HostName);
    }

    [Fact]
    public async Task CommandsRunThereWithTheirArgumentsAsTheyAre()
    {
        IRemoteShell shell = await RemoteHosts.Connector.GetAsync(_sshd.Alias, new TestPrompt(), default);
        RemoteCommandRunner commands = new(shell);
        Assert.Equal("a b|it's|", (await commands.RunAsync("printf", ["%s|", "a b", "it's"], default)).Text);
        Assert.Equal(CommandResult.NotFound, (await commands.RunAsync("no-such-program", [], default)).ExitCode);
        Assert.Equal("still here", (await commands.RunAsync("printf", ["still here"], default)).Text);
    }

    [Fact]
    public async Task AHostThatIsNotOnTheNetworkIsAskedAndNamedWithItsAddresses()
    {
        using ZeroTierService service = await ZeroTierService.OpenAsync(new TestMachine(FindHome, ScriptedCommands.None), default);
        PathTargetFinder finder = new(service, await service.GetNetworksAsync(default), PeerContext.Empty, null);
        SyncException error = await Assert.ThrowsAsync<SyncException>(
            () => finder.FindHostAsync(_sshd.Alias, cancel => RemoteHosts.Connector.GetAsync(_sshd.Alias, new TestPrompt(), cancel), default));
        Assert.Equal(SyncError.AddressNotOnZeroTier, error.Error);
        Assert.Contains("172.25.253.10/24", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHostWhoseSshAddressIsOnTheNetworkIsNotAsked()
    {
        _sshd.Config.Add("gpu", "HostName 172.25.253.142", "Port 2222");
        ScriptedCommands commands = new(_ => ScriptedCommands.Text(File.ReadAllText(Recording.Path("zerotier", "direct", "ip--j-neigh.txt"))));
        using ZeroTierService service = await ZeroTierService.OpenAsync(new TestMachine(FindHome, commands), default);
        PathTargetFinder finder = new(service, await service.GetNetworksAsync(default), PeerContext.Empty, null);
        PathTarget target = await finder.FindHostAsync("gpu", _ => throw new InvalidOperationException("It was asked."), default);
        Assert.Equal(new PathTarget(NodeAddress.Parse("316bfa2b70"), IPAddress.Parse("172.25.253.142"), "gpu", 2222), target);
    }

    private ZeroTierHome FindHome() => new ZeroTierHomeFinder(name => name == ZeroTierHomeFinder.Variable ? _service.Home.Path : null, _home, isMac: false).Find();
}
