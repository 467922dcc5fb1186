using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Joining, leaving and setting: what is asked for is done once and proven, and a "200" is not taken for it.</summary>
[Collection(ZeroTierTestGroup.Name)]
[Trait("Process", ZeroTierTestGroup.Name)]
public sealed class NetworkCmdletTests : IDisposable
{
    private const string Lab = "2baf2e359c000001";
    private const string Other = "8056c2e21c000001";
    private readonly ZeroTierServer _server = new("direct");
    private readonly CmdletHost _host = new();

    public void Dispose()
    {
        _host.Dispose();
        _server.Dispose();
    }

    private IEnumerable<string> Changes => _server.Requests.Where(request => !request.StartsWith("GET", StringComparison.Ordinal));

    [Fact]
    public void AJoinWaitsForTheControllerAndSaysWhatIsLeftToDo()
    {
        CmdletResult result = _host.Run($"Connect-ZeroTierNetwork {Other} -Timeout 0.5 -PassThru");
        Assert.Equal((Other, ZeroTierNetworkStatus.RequestingConfiguration), result.One<ZeroTierNetwork>() is { } network ? (network.Id, network.Status) : default);
        Assert.Contains("8056c2e21c", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal([$"POST /network/{Other} {{}}"], Changes);
    }

    [Fact]
    public void ADenialIsSaidWithWhoHasToBeAuthorisedWhere()
    {
        using ZeroTierServer denied = new("denied");
        CmdletResult result = _host.Run($"Connect-ZeroTierNetwork {Lab}");
        result.AssertNoErrors();
        Assert.Equal($"{Lab} has not authorised this node. Authorise a93c8e3bb1 at its controller, 2baf2e359c (my.zerotier.com, or whoever runs it).", Assert.Single(result.Warnings));
        Assert.Contains("does not exist", Assert.Single(_host.Run("Connect-ZeroTierNetwork 2baf2e359cffffff").Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void OneThatIsJoinedStaysAsItIs()
    {
        CmdletResult result = _host.Run($"Connect-ZeroTierNetwork {Lab} -Verbose");
        result.AssertNoErrors();
        Assert.Empty(result.Warnings);
        Assert.Empty(Changes);
        Assert.Contains(result.Verbose, line => line.Contains("joined already", StringComparison.Ordinal));
    }

    [Fact]
    public void AJoinThatComesToNothingIsNamed()
    {
        _server.HasNoDevices = true;
        Assert.Contains("/dev/net/tun", _host.Run($"Connect-ZeroTierNetwork {Other}").Error(SyncError.NetworkJoinFailed).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothex")]
    [InlineData("lab")]
    [InlineData("2baf2e359c")]
    [InlineData("../network/2baf2e359c000001")]
    public void WhatIsNoNetworkIdIsNotJoined(string text)
    {
        _host.Run("Connect-ZeroTierNetwork $text", ("text", text)).Error(SyncError.NetworkIdInvalid);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData($"Connect-ZeroTierNetwork {Other} -WhatIf -PassThru")]
    [InlineData("Disconnect-ZeroTierNetwork lab -WhatIf -PassThru")]
    [InlineData("Get-ZeroTierNetwork | Disconnect-ZeroTierNetwork -WhatIf")]
    [InlineData("Set-ZeroTierNetwork lab -AllowGlobal $true -WhatIf -PassThru")]
    public void WhatIfChangesNothingAndHandsNothingOn(string script)
    {
        Assert.Empty(_host.Run(script).All<object>());
        Assert.Empty(Changes);
    }

    [Theory]
    [InlineData("Disconnect-ZeroTierNetwork lab")]
    [InlineData($"Disconnect-ZeroTierNetwork {Lab}")]
    [InlineData("Get-ZeroTierNetwork | Disconnect-ZeroTierNetwork")]
    public void LeavingIsByNameIdOrPipeline(string script)
    {
        Assert.Empty(_host.Run(script).All<object>());
        Assert.Equal([$"DELETE /network/{Lab}"], Changes);
        Assert.Empty(_server.Networks);
    }

    [Fact]
    public void LeavingWhatWasNeverJoinedIsNamedAndNotSent()
    {
        _host.Run($"Disconnect-ZeroTierNetwork {Other}").Error(SyncError.NetworkNotFound); // the service would say 200
        Assert.Empty(Changes);
    }

    [Fact]
    public void AnAmbiguousNameIsNotLeft()
    {
        JObject twin = (JObject)_server.Networks[0].DeepClone();
        twin["id"] = twin["nwid"] = Other;
        _server.Networks.Add(twin);
        Assert.Contains(Other, _host.Run("Disconnect-ZeroTierNetwork lab").Error(SyncError.NetworkNotFound).ToString(), StringComparison.Ordinal);
        Assert.Empty(Changes);
    }

    [Fact]
    public void OnlyWhatDiffersIsSet()
    {
        ZeroTierNetwork network = _host.Run("Get-ZeroTierNetwork | Set-ZeroTierNetwork -AllowGlobal $true -AllowDns $true -AllowDefault $false -PassThru").One<ZeroTierNetwork>();
        Assert.Equal((true, true, true, false), (network.AllowManaged, network.AllowGlobal, network.AllowDns, network.AllowDefault));
        Assert.Equal([$"POST /network/{Lab} {{\"allowGlobal\":true}}", $"POST /network/{Lab} {{\"allowDNS\":true}}"], Changes);
    }

    [Fact]
    public void AYesThatWasNoneIsNamed()
    {
        _server.IgnoresChanges = true;
        Assert.Contains("allowGlobal", _host.Run("Set-ZeroTierNetwork lab -AllowGlobal $true").Error(SyncError.ChangeNotTaken).ToString(), StringComparison.Ordinal);
        _host.Run("Disconnect-ZeroTierNetwork lab").Error(SyncError.ChangeNotTaken);
    }
}
