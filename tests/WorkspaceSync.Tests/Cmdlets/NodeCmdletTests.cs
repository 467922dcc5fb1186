using System.Management.Automation;
using System.Net;
using System.Security;

namespace WorkspaceSync.Tests;

/// <summary>Nodes as they are connected and forgotten, and everything that can answer in a daemon's place.</summary>
public class NodeCmdletTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task ADaemonIsConnectedByAddressAndKey(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        using SecureString key = new NetworkCredential("", pair.ApiA.Key).SecurePassword;
        foreach (object given in (object[])[pair.ApiA.Key, key])
        {
            CmdletResult result = pair.Run("Connect-SyncNode $a.Uri $key -Name by-uri -Verbose", ("key", given));
            SyncNode node = result.One<SyncNode>();
            Assert.Equal(("by-uri", pair.A.DeviceId, pair.A.Version, pair.A.OS), (node.Name, node.DeviceId, node.Version, node.OS));
            Assert.True(node is { StartedAt: not null, Uptime.TotalSeconds: > 0, HostName: null });
            Assert.DoesNotContain(pair.ApiA.Key, string.Join('\n', result.Verbose), StringComparison.Ordinal);
        }

        Assert.Single(NodeRegistry.Current.Connected, node => node.Name == "by-uri");
        Assert.Equal("by-uri", pair.Run("Get-SyncNode by-*").One<SyncNode>().Name);
        Assert.Empty(pair.Run("Get-SyncShare -Node by-uri").All<SyncShare>());
        pair.Run("Get-SyncNode by-uri | Disconnect-SyncNode").AssertNoErrors();
        Assert.Equal("by-uri", pair.Run("Get-SyncNode by-uri").Error(SyncError.NodeNotFound).TargetObject);
        Assert.Equal(pair.A.DeviceId, (string?)(await pair.ApiA.GetAsync("system/status"))["myID"]); // the daemon itself goes on
    }

    [Theory]
    [EveryProgram]
    public async Task ADaemonIsConnectedByItsHomeUnderItsOwnName(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        SyncNode node = pair.Run("Connect-SyncNode -ConfigPath $path", ("path", pair.A.ConfigPath + "/config.xml")).One<SyncNode>();
        Assert.Equal((pair.A.Name, pair.A.DeviceId, pair.A.ConfigPath), (node.Name, node.DeviceId, node.ConfigPath));
        pair.Run("Get-SyncStatus -Node $a | Out-Null").AssertNoErrors(); // the object of before goes on working
    }

    [Theory]
    [EveryProgram]
    public async Task ANodeThatWasDisconnectedSaysSo(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        SyncNode node = pair.Run("Connect-SyncNode $a.Uri $key -Name gone", ("key", pair.ApiA.Key)).One<SyncNode>();
        pair.Run("Disconnect-SyncNode gone").AssertNoErrors();
        Assert.Contains("gone", pair.Run("Get-SyncShare -Node $node", ("node", node)).Error(SyncError.NodeNotFound).ToString(), StringComparison.Ordinal);
        pair.Run("Suspend-SyncShare x -Node $node", ("node", node)).Error(SyncError.NodeNotFound);
    }

    [Theory]
    [EveryProgram]
    public async Task AWrongKeyIsRefusedAndNotRepeated(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string before = await pair.ConfigsAsync();
        CmdletResult result = pair.Run("Connect-SyncNode $a.Uri wrong-secret-key -Name wrong -Verbose");
        ErrorRecord error = result.Error(SyncError.ApiKeyRejected);
        Assert.Equal(pair.A.Uri, error.TargetObject);
        Assert.DoesNotContain("wrong-secret-key", $"{error} {error.Exception} {string.Join('\n', result.Verbose)}", StringComparison.Ordinal);
        Assert.DoesNotContain(NodeRegistry.Current.Connected, node => node.Name == "wrong");
        Assert.Equal(before, await pair.ConfigsAsync());
    }

    public static TheoryData<string, SyncError> ForeignAnswers => new()
    {
        { RawServer.Text("<html>Forbidden</html>", 403, "text/html"), SyncError.NotSyncthing },
        { RawServer.Text("<html>Welcome</html>", 200, "text/html"), SyncError.NotSyncthing },
        { "SSH-2.0-OpenSSH_9.2p1\r\n", SyncError.NotSyncthing },
        { RawServer.Json("{\"myID\": "), SyncError.AnswerMalformed },
        { RawServer.Json("[]"), SyncError.AnswerMalformed },
        { RawServer.Json("{}"), SyncError.AnswerMalformed },
        { RawServer.Json("{\"myID\":\"nonsense\",\"version\":\"v1\"}"), SyncError.AnswerMalformed },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"myID\": \"", SyncError.ConnectionLost },
        { "", SyncError.ConnectionLost },
    };

    [Theory]
    [MemberData(nameof(ForeignAnswers))]
    public void WhateverAnswersInADaemonsPlaceIsNamed(string answer, SyncError expected)
    {
        using CmdletHost host = new();
        using RawServer server = new(_ => answer);
        ErrorRecord error = host.Run("Connect-SyncNode $uri secret-key -Name foreign", ("uri", server.Uri)).Error(expected);
        Assert.Equal(server.Uri, error.TargetObject);
        Assert.DoesNotContain("secret-key", error.Exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(NodeRegistry.Current.Connected, node => node.Name == "foreign");
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", SyncError.NodeUnreachable)]
    [InlineData("http://no-such-host.invalid:8384", SyncError.NodeUnreachable)]
    [InlineData("unix:///nonexistent/socket", SyncError.NodeUnreachable)]
    [InlineData("ftp://127.0.0.1", SyncError.AddressInvalid)]
    [InlineData("localhost", SyncError.AddressInvalid)]
    public void AnAddressWithoutADaemonIsNamed(string uri, SyncError expected)
    {
        using CmdletHost host = new();
        ErrorRecord error = host.Run("Connect-SyncNode $uri secret-key", ("uri", uri)).Error(expected);
        Assert.Equal(new Uri(uri, UriKind.RelativeOrAbsolute), error.TargetObject);
    }

    [Fact]
    public void AKeyThatCannotBeOneIsNotSent()
    {
        using CmdletHost host = new();
        using RawServer server = new(_ => RawServer.Json("{}"));
        host.Run("Connect-SyncNode $uri \"two lines`r`nX: y\"", ("uri", server.Uri)).Error(SyncError.ApiKeyRejected);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("/nonexistent", SyncError.HomeNotFound)]
    [InlineData("/etc/passwd", SyncError.HomeNotFound)]
    public void AHomeThatIsNoneIsNamed(string path, SyncError expected)
    {
        using CmdletHost host = new();
        Assert.Equal(path, host.Run("Connect-SyncNode -ConfigPath $path", ("path", path)).Error(expected).TargetObject);
    }

    [Theory]
    [InlineData("Get-SyncShare -Node nosuch")]
    [InlineData("Get-SyncShare -Node 7")]
    [InlineData("Get-SyncStatus -Node $null, nosuch")]
    public void ANodeThatIsNotConnectedFailsTheBinding(string script)
    {
        using CmdletHost host = new();
        CmdletResult result = host.Run(script);
        ErrorRecord error = result.Terminating ?? Assert.Single(result.Errors);
        Assert.StartsWith("ParameterArgumentTransformationError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
