namespace WorkspaceSync.Tests;

/// <summary>Get-ZeroTierPeer and Get-ZeroTierNetwork as commands: names, wildcards, pipeline, completion.</summary>
[Collection(ZeroTierTestGroup.Name)]
[Trait("Process", ZeroTierTestGroup.Name)]
public sealed class PeerCmdletTests : IDisposable
{
    private readonly ZeroTierServer _server = new("direct");
    private readonly CmdletHost _host = new();

    public void Dispose()
    {
        _host.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("Get-ZeroTierPeer", 6)]
    [InlineData("Get-ZeroTierPeer *", 6)]
    [InlineData("Get-ZeroTierPeer cafe*", 2)]
    [InlineData("Get-ZeroTierPeer cafe*, 316bfa2b70", 3)]
    [InlineData("Get-ZeroTierPeer 316BFA2B70", 1)]
    [InlineData("'316bfa2b70', '2baf2e359c' | Get-ZeroTierPeer", 2)]
    [InlineData("Get-ZeroTierPeer ff*", 0)]
    [InlineData("Get-ZeroTierPeer | Where-Object Role -ne Planet | Get-ZeroTierPeer", 2)]
    [InlineData("Get-ZeroTierNode", 1)]
    [InlineData("Get-ZeroTierNetwork l*", 1)]
    [InlineData("Get-ZeroTierNetwork 2baf*", 1)]
    [InlineData("Get-ZeroTierNetwork nosuch*", 0)]
    [InlineData("Get-ZeroTierNetwork | Get-ZeroTierNetwork", 1)]
    public void WhatIsAskedForIsGiven(string script, int count) => Assert.Equal(count, _host.Run(script).All<object>().Count);

    [Fact]
    public void OneThatIsMissingIsNamedAndTheNextIsGiven()
    {
        CmdletResult result = _host.Run("Get-ZeroTierPeer 0123456789, 316bfa2b70");
        Assert.Equal("0123456789", result.Error(SyncError.PeerNotFound).TargetObject);
        Assert.Single(result.Output);
        Assert.Equal("0123456789", _host.Run("Get-ZeroTierPeer 0123456789, cafe*").Error(SyncError.PeerNotFound).TargetObject);
        Assert.Equal("home", _host.Run("Get-ZeroTierNetwork home").Error(SyncError.NetworkNotFound).TargetObject);
    }

    [Fact]
    public void WhyNoSyncthingDeviceIsNamedIsTold()
    {
        string? before = Environment.GetEnvironmentVariable("STHOMEDIR");
        Environment.SetEnvironmentVariable("STHOMEDIR", "/nonexistent");
        try
        {
            foreach (string script in (string[])["Get-ZeroTierPeer -Verbose", "Get-ZeroTierPeer 316bfa2b70, cafe* -Verbose"])
            {
                CmdletResult result = _host.Run(script);
                result.AssertNoErrors();
                Assert.Single(result.Verbose, line => line.StartsWith("Which Syncthing devices are ZeroTier peers is not known: ", StringComparison.Ordinal));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("STHOMEDIR", before);
        }
    }

    [Fact]
    public void OneThatIsMalformedIsNamedAndNotSent()
    {
        _host.Run("Get-ZeroTierPeer xyz").Error(SyncError.ZeroTierAddressInvalid);
        _host.Run("Get-ZeroTierPeer '../status'").Error(SyncError.ZeroTierAddressInvalid);
        Assert.DoesNotContain(_server.Requests, request => request.Contains("xyz", StringComparison.Ordinal) || request.Contains("..", StringComparison.Ordinal));
    }

    [Fact]
    public void AnotherObjectsTextIsNoAddress()
    {
        Assert.NotEmpty(_host.Run("[version]'1.2' | Get-ZeroTierPeer").Errors);
        Assert.DoesNotContain("GET /peer", _server.Requests);
    }

    [Theory] // PowerShell takes each for a number
    [InlineData("Get-ZeroTierPeer 0123456789", "0123456789")]
    [InlineData("Get-ZeroTierPeer 12e4567890", "12e4567890")]
    [InlineData("Get-ZeroTierPeer 123456789d", "123456789d")]
    [InlineData("Get-ZeroTierPeer 9123456789", "9123456789")]
    [InlineData("Get-ZeroTierPeer cafe*, 0123456789", "0123456789")]
    [InlineData("0123456789 | Get-ZeroTierPeer", "0123456789")]
    public void AnAddressThatLooksLikeANumberIsStillOne(string script, string missing) =>
        Assert.Equal(missing, _host.Run(script).Error(SyncError.PeerNotFound).TargetObject);

    [Theory]
    [InlineData("Get-ZeroTierPeer ca", "cafe04eba9", "cafe9efeb9")]
    [InlineData("Get-ZeroTierPeer -Address 3", "316bfa2b70")]
    [InlineData("Get-ZeroTierNetwork 2", "2baf2e359c000001")]
    [InlineData("Set-ZeroTierNetwork ", "2baf2e359c000001")]
    public void NamesAreCompleted(string typed, params string[] expected)
    {
        // A completer gives up after half a second, which a busy machine may take to compile it for the first time.
        const string Script = """
            for ($turn = 0; $turn -lt 20 -and -not $found; $turn++) { $found = @((TabExpansion2 $typed $typed.Length).CompletionMatches) }
            $found.CompletionText
            """;
        Assert.Equal(expected, _host.Run(Script, ("typed", typed), ("found", null)).All<string>());
    }

    [Fact]
    public void CompletionIsSilentWhereThereIsNoService()
    {
        using ZeroTierFolder nowhere = new(FreePort.Next(), "token");
        Assert.Equal(0, _host.Run("@((TabExpansion2 'Get-ZeroTierPeer ca' 19).CompletionMatches).Where({ $_.CompletionText -like 'cafe*' }).Count").One<int>());
    }
}
