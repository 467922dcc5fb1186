namespace WorkspaceSync.Tests;

/// <summary>The ways in: the service's token, the user's copy, sudo; and what is said when none is open.</summary>
[Collection(ZeroTierTestGroup.Name)]
[Trait("Process", ZeroTierTestGroup.Name)]
public class ZeroTierAccessTests
{
    private static ZeroTierHome Home(ZeroTierServer server, string? serviceToken, string? userToken) => new()
    {
        Directory = server.Home.Path,
        Exists = true,
        IsDefault = false,
        Port = server.Port,
        ServiceToken = ZeroTierHomeFinder.ToToken(serviceToken),
        UserToken = ZeroTierHomeFinder.ToToken(userToken),
        UserTokenPath = "/home/user/.zeroTierOneAuthToken",
        IsMac = false,
    };

    private static async Task<SyncException> FailAsync(ZeroTierHome home, ICommandRunner? commands = null)
    {
        SyncException error = await Assert.ThrowsAsync<SyncException>(
            () => ZeroTierService.OpenAsync(new TestMachine(() => home, commands ?? ScriptedCommands.None), default));
        Assert.DoesNotContain("stale-token", error.ToString(), StringComparison.Ordinal);
        return error;
    }

    private static CommandResult? RecordedCli(string state, string line) => line.Split("zerotier-cli -j ")[^1].Split(' ')[^1] switch
    {
        "info" => ScriptedCommands.Text(File.ReadAllText(Recording.Path("zerotier", state, "cli-j-info.json"))),
        "listpeers" => ScriptedCommands.Text(File.ReadAllText(Recording.Path("zerotier", state, "cli-j-peers.json"))),
        "listnetworks" => ScriptedCommands.Text(File.ReadAllText(Recording.Path("zerotier", state, "cli-j-listnetworks.json"))),
        _ => null,
    };

    [Fact]
    public async Task TheUsersCopyOpensTheService()
    {
        using ZeroTierServer server = new("direct");
        using ZeroTierService service = await ZeroTierService.OpenAsync(new TestMachine(() => Home(server, null, ZeroTierServer.Token), ScriptedCommands.None), default);
        Assert.Equal(("a93c8e3bb1", false), (service.Address.ToString(), service.IsThroughSudo));
    }

    [Fact]
    public async Task AStaleCopyIsNamedWithTheCommandThatRenewsIt()
    {
        using ZeroTierServer server = new("direct");
        SyncException error = await FailAsync(Home(server, null, "stale-token"));
        Assert.Equal(SyncError.ZeroTierTokenRejected, error.Error);
        Assert.Contains("/home/user/.zeroTierOneAuthToken", error.Message, StringComparison.Ordinal);
        Assert.Contains($"sudo install -m 0600 -o \"$(id -un)\" {server.Home.TokenPath} /home/user/.zeroTierOneAuthToken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTokenIsNamedWithTheCommandThatGrantsAccess()
    {
        using ZeroTierServer server = new("direct");
        ScriptedCommands commands = new(line => line.StartsWith("sudo", StringComparison.Ordinal) ? new CommandResult(1, [], "sudo: a password is required") : null);
        SyncException error = await FailAsync(Home(server, null, null), commands);
        Assert.Equal(SyncError.ZeroTierTokenUnreadable, error.Error);
        Assert.Contains("sudo install -m 0600", error.Message, StringComparison.Ordinal);
        Assert.Equal($"sudo -n zerotier-cli -j -D{server.Home.Path} info", Assert.Single(commands.Ran));
    }

    [Fact]
    public async Task ATokenOfTheServicesOwnThatIsRejectedIsAnothersHome()
    {
        using ZeroTierServer server = new("direct");
        SyncException error = await FailAsync(Home(server, "stale-token", ZeroTierServer.Token));
        Assert.Equal(SyncError.ZeroTierTokenRejected, error.Error);
        Assert.Contains("ZEROTIER_HOME", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("stale-token")]
    public async Task SudoOpensWhereNoTokenDoes(string? userToken)
    {
        using ZeroTierServer server = new("stale-40s");
        ScriptedCommands commands = new(line => RecordedCli("stale-40s", line));
        using ZeroTierService service = await ZeroTierService.OpenAsync(new TestMachine(() => Home(server, null, userToken), commands), default);
        Assert.True(service.IsThroughSudo);
        ZeroTierPeer? peer = await PeerReader.ReadAsync(service, NodeAddress.Parse("316bfa2b70"), PeerContext.Empty, default);
        Assert.Equal(ZeroTierConnection.Stale, peer?.Connection);
        Assert.Null(await PeerReader.ReadAsync(service, NodeAddress.Parse("0123456789"), PeerContext.Empty, default));
        Assert.Equal("lab", Assert.Single(await service.GetNetworksAsync(default)).Name);
        Assert.All(commands.Ran, line => Assert.StartsWith($"sudo -n zerotier-cli -j -D{server.Home.Path} ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ChangesGoThroughSudoInItsOwnWords()
    {
        using ZeroTierServer server = new("direct");
        ScriptedCommands commands = new(line => RecordedCli("direct", line)
            ?? (line.Contains(" join ", StringComparison.Ordinal) || line.Contains(" set ", StringComparison.Ordinal) || line.Contains(" leave ", StringComparison.Ordinal) ? ScriptedCommands.Text("{}") : null));
        using ZeroTierService service = await ZeroTierService.OpenAsync(new TestMachine(() => Home(server, null, null), commands), default);
        NetworkId id = NetworkId.Parse("8056c2e21c000001");
        await service.Api.JoinAsync(id, default);
        await service.Api.SetAsync(id, "allowDNS", true, default);
        await service.Api.LeaveAsync(id, default);
        Assert.Equal(
            ["join 8056c2e21c000001", "set 8056c2e21c000001 allowDNS=1", "leave 8056c2e21c000001"],
            commands.Ran.Skip(2).Select(line => line.Split($"-D{server.Home.Path} ")[1]));
    }

    [Fact]
    public async Task TheTokenTravelsInItsHeaderOnlyAndNotBeforeTheServiceIsKnown()
    {
        using RawServer foreign = new(_ => RawServer.Text("<html>Welcome</html>", 200, "text/html"));
        using ZeroTierServer server = new("direct");
        SyncException error = await FailAsync(Home(server, ZeroTierServer.Token, null) with { Port = foreign.Uri.Port });
        Assert.Equal(SyncError.NotZeroTier, error.Error);
        Assert.All(foreign.Requests, request => Assert.DoesNotContain(ZeroTierServer.Token, request, StringComparison.Ordinal));
        Assert.Single(foreign.Requests);
    }
}
