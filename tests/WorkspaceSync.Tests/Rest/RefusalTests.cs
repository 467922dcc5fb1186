namespace WorkspaceSync.Tests;

/// <summary>Everything but an answer: each is named, says what to do, and holds no key.</summary>
public class RefusalTests
{
    public static IEnumerable<object[]> Versions => Recording.Versions;

    private static async Task<SyncException> FailAsync(Func<string, string> answer, Func<SyncthingClient, Task>? call = null)
    {
        using RawServer server = new(answer);
        using SyncthingClient client = server.CreateClient();
        SyncException error = await Assert.ThrowsAnyAsync<SyncException>(() => (call ?? (one => one.System.GetStatusAsync(default)))(client));
        Assert.DoesNotContain("the-key", error.ToString(), StringComparison.Ordinal);
        return error;
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task AWrongKeyIsNamed(string version) =>
        Assert.Equal(SyncError.ApiKeyRejected, (await FailAsync(_ => Recording.ReadExchange(version, "error-wrong-key.txt"))).Error);

    [Theory]
    [InlineData(401, "Not Authorized")] // 1.19 with a GUI password
    [InlineData(403, "Forbidden")] // later ones with a GUI password
    public async Task AWrongKeyIsNamedWhereTheGuiHasAPassword(int status, string text) =>
        Assert.Equal(SyncError.ApiKeyRejected, (await FailAsync(_ => RawServer.Text(text, status))).Error);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task AForeignHostNameIsNamed(string version) =>
        Assert.Equal(SyncError.HostCheckRefused, (await FailAsync(_ => Recording.ReadExchange(version, "error-bad-host.txt"))).Error);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task ARefusalKeepsTheDaemonsWords(string version)
    {
        RequestRefusedException error = Assert.IsType<RequestRefusedException>(await FailAsync(
            _ => Recording.ReadExchange(version, "error-db-status-unknown-folder.txt"), client => client.Database.GetStatusAsync("nosuch", default)));
        Assert.Equal((SyncError.RequestRefused, "no such folder"), (error.Error, error.Answer));
        Assert.Contains("GET /rest/db/status", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(502)]
    public async Task AForeignServersPageIsNotSyncthing(int status) =>
        Assert.Equal(SyncError.NotSyncthing, (await FailAsync(_ => RawServer.Text("<html><body>Go away</body></html>", status, "text/html"))).Error);

    [Fact]
    public async Task AForeignServersWelcomeIsNotSyncthing() =>
        Assert.Equal(SyncError.NotSyncthing, (await FailAsync(_ => RawServer.Text("<html>Hello</html>", 200, "text/html"))).Error);

    [Fact]
    public async Task AServerThatSpeaksNoHttpIsNotSyncthing() =>
        Assert.Equal(SyncError.NotSyncthing, (await FailAsync(_ => "SSH-2.0-OpenSSH_9.2p1 Debian\r\n")).Error);

    [Theory]
    [InlineData("{\"myID\": ")]
    [InlineData("[1, 2]")]
    [InlineData("{\"uptime\": \"long\"}")]
    [InlineData("")]
    public async Task BrokenJsonIsNamed(string body) =>
        Assert.Equal(SyncError.AnswerMalformed, (await FailAsync(_ => RawServer.Json(body))).Error);

    [Fact]
    public async Task AConnectionThatBreaksInTheMiddleIsNamed() =>
        Assert.Equal(SyncError.ConnectionLost, (await FailAsync(_ => "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"myID\": \"")).Error);

    [Fact]
    public async Task ARedirectToTlsIsNotFollowed()
    {
        SyncException error = await FailAsync(_ => "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.Equal(SyncError.TlsMismatch, error.Error);
    }

    [Fact]
    public async Task NobodyThereIsNamedWithTheAddress()
    {
        SyncthingEndpoint endpoint;
        using (RawServer server = new(_ => ""))
        {
            endpoint = SyncthingEndpoint.Parse(server.Uri, new ApiKey("the-key"), null);
        }

        using SyncthingClient client = new(endpoint, "there");
        SyncException error = await Assert.ThrowsAsync<SyncException>(() => client.System.GetStatusAsync(default));
        Assert.Equal(SyncError.NodeUnreachable, error.Error);
        Assert.Contains(endpoint.Uri.Authority, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledCallIsCancelledAndNotAnError()
    {
        using RawServer server = new(_ =>
        {
            new ManualResetEventSlim().Wait(TimeSpan.FromSeconds(10)); // longer than the test waits
            return "";
        });
        using SyncthingClient client = server.CreateClient();
        using CancellationTokenSource cancel = new(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.System.GetStatusAsync(cancel.Token));
    }

    [Fact]
    public async Task TheKeyTravelsInItsHeaderOnly()
    {
        using RawServer server = new(_ => RawServer.Json("{}"));
        using SyncthingClient client = server.CreateClient();
        await client.System.GetStatusAsync(default);
        string request = Assert.Single(server.Requests);
        Assert.Contains("X-API-Key: the-key\r\n", request, StringComparison.Ordinal);
        Assert.Single(request.Split("the-key")[1..]);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1:8384")]
    [InlineData("127.0.0.1")]
    [InlineData("file:///tmp/x")]
    public void AnAddressThatIsNoneIsRefused(string address) => Assert.Equal(
        SyncError.AddressInvalid,
        Assert.Throws<SyncException>(() => SyncthingEndpoint.Parse(new Uri(address, UriKind.RelativeOrAbsolute), new ApiKey("k"), null)).Error);

    [Fact]
    public void AnEndpointDoesNotPrintItsKey()
    {
        SyncthingEndpoint endpoint = SyncthingEndpoint.Parse(new Uri("http://127.0.0.1:1"), new ApiKey("the-key"), null);
        Assert.DoesNotContain("the-key", $"{endpoint} {endpoint.Key}", StringComparison.Ordinal);
    }
}
