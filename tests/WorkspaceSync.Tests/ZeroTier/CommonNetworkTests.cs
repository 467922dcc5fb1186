namespace WorkspaceSync.Tests;

/// <summary>New workspaces find each other on a ZeroTier network that both machines are on.</summary>
[Collection(ZeroTierTestGroup.Name)]
[Trait("Process", ZeroTierTestGroup.Name)]
public class CommonNetworkTests
{
    private const string Far = "2: eth0    inet 192.168.0.142/24\n3: zt0    inet6 fd2b:af2e:359c:0:199:9331:6bfa:2b70/88\n3: zt0    inet 172.25.253.142/24\n";

    private static async Task<CommonNetwork?> FindAsync(string state, string far)
    {
        using ZeroTierServer server = new(state);
        return await CommonNetwork.FindAsync(new TestMachine(ZeroTierHomeFinder.FindHere, ScriptedCommands.None), new StubShell(far), default);
    }

    [Fact]
    public async Task ItsAddressesAreThoseOfBothThere()
    {
        CommonNetwork network = (await FindAsync("direct", Far))!;
        Assert.Equal(("172.25.253.10", "172.25.253.142"), (network.Here.ToString(), network.There.ToString()));
    }

    [Theory]
    [InlineData("direct", "2: eth0    inet 192.168.0.142/24\n")] // the other is not on it
    [InlineData("direct", "3: zt0    inet 172.25.253.10/24\n")] // that is this machine
    [InlineData("denied", Far)] // this machine is not let in
    [InlineData("offline", Far)]
    public async Task OtherwiseThereIsNone(string state, string far) => Assert.Null(await FindAsync(state, far));

    [Fact]
    public async Task WithoutAServiceThereIsNoneAndNoError()
    {
        using ZeroTierFolder nowhere = new(FreePort.Next(), "token");
        Assert.Null(await CommonNetwork.FindAsync(new LocalMachine(), new StubShell(Far), default));
    }

    [Fact]
    public void ItsAddressesComeFirst() => Assert.Equal(
        ["tcp://172.25.253.142:22000", "dynamic", "tcp://192.168.0.142:22000"],
        HostAddresses.Prefer(["dynamic", "tcp://172.25.253.142:22000"], ["dynamic", "tcp://192.168.0.142:22000"]));
}
