using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>Everything but an answer, through the cmdlets: named, with what to do, and without the token.</summary>
[Collection(ZeroTierTestGroup.Name)]
[Trait("Process", ZeroTierTestGroup.Name)]
public class ZeroTierRefusalTests
{
    private const string Token = "tokenofthetest";

    private static ErrorRecord Fail(Func<string, string> answer, SyncError expected, string script = "Get-ZeroTierNode")
    {
        using RawServer server = new(answer);
        using ZeroTierFolder home = new(server.Uri.Port, Token);
        using CmdletHost host = new();
        CmdletResult result = host.Run(script);
        ErrorRecord error = result.Error(expected);
        Assert.DoesNotContain(Token, $"{error} {error.Exception}", StringComparison.Ordinal);
        return error;
    }

    // As the service begins every conversation: without a token it says 401; the rest is the test's.
    private static Func<string, string> AfterKnock(Func<string, string> answer)
    {
        bool isKnown = false;
        return request =>
        {
            string reply = isKnown ? answer(request) : RawServer.Json("{}", 401);
            isKnown = true;
            return reply;
        };
    }

    private static string Status => File.ReadAllText(Recording.Path("zerotier", "direct", "status.json"));

    [Theory]
    [InlineData(200, "text/html")]
    [InlineData(404, "text/html")]
    [InlineData(401, "text/html")]
    [InlineData(200, "application/json")]
    [InlineData(302, "text/plain")]
    public void AForeignServerIsNamed(int status, string type)
    {
        ErrorRecord error = Fail(_ => RawServer.Text("{}", status, type, "Location: http://127.0.0.1:1/\r\n"), SyncError.NotZeroTier);
        Assert.Contains("lsof -i :", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AServerWithItsOwnLoginIsNamed() =>
        Fail(_ => RawServer.Text("{}", 401, "application/json", "WWW-Authenticate: Basic realm=\"router\"\r\n"), SyncError.NotZeroTier);

    [Fact]
    public void AServerThatSpeaksNoHttpIsNamed() => Fail(_ => "SSH-2.0-OpenSSH_9.2p1 Debian\r\n", SyncError.NotZeroTier);

    [Theory]
    [InlineData("")]
    [InlineData("{\"address\": \"a93c8e3bb1\", \"clo")]
    [InlineData("[]")]
    [InlineData("{\"address\": \"a93c8e3bb1\", \"clock\": \"noon\"}")]
    [InlineData("{}")]
    [InlineData("null")]
    public void AStatusThatCannotBeReadIsNamed(string body) => Fail(AfterKnock(_ => RawServer.Json(body)), SyncError.AnswerMalformed);

    [Theory]
    [InlineData("[{\"address\":\"316bfa2b70\",\"paths\":[],\"role\":\"LEAF\"},{\"addr")]
    [InlineData("[{\"address\":\"316bfa2b70\",\"paths\":[],\"role\":\"LEAF\"},null]")]
    [InlineData("{\"peers\": []}")]
    [InlineData("[{\"address\":\"316bfa2b70\",\"latency\":\"fast\"}]")]
    public void PeersThatCannotBeReadAreNamed(string body) => Fail(
        AfterKnock(request => request switch
        {
            "GET /status" => RawServer.Json(Status),
            "GET /network" => RawServer.Json("[]"),
            _ => RawServer.Json(body),
        }),
        SyncError.AnswerMalformed,
        "Get-ZeroTierPeer");

    [Fact]
    public void AnAnswerThatBreaksOffIsNamed() => Fail(
        AfterKnock(_ => "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"address\":"), SyncError.ConnectionLost);

    [Theory] // each takes the ten seconds that an answer may take
    [InlineData("Get-ZeroTierNode", "{\"address\": \"a93c8e3bb1\", ")]
    [InlineData("Get-ZeroTierNetwork", "[")]
    public void AnAnswerThatStallsIsNamed(string script, string begun)
    {
        string stalls = script == "Get-ZeroTierNode" ? "GET /status" : "GET /network";
        int asked = 0;
        using RawServer server = new(AfterKnock(request => request == stalls
            ? $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{begun}"
            : RawServer.Json(Status)))
        {
            Holds = request => Interlocked.Increment(ref asked) > 1 && request == stalls,
        };
        using ZeroTierFolder home = new(server.Uri.Port, Token);
        using CmdletHost host = new();
        host.Run(script).Error(SyncError.RequestTimedOut);
    }

    [Fact]
    public void ATokenThatIsRejectedLaterIsNamed() => Fail(
        AfterKnock(request => request == "GET /status" ? RawServer.Json(Status) : RawServer.Json("{}", 401)), SyncError.ZeroTierTokenRejected);

    [Fact]
    public void AServiceThatIsDownIsNamedWithTheCommandThatStartsIt()
    {
        using ZeroTierFolder home = new(FreePort.Next(), Token);
        using CmdletHost host = new();
        foreach (string script in new[] { "Get-ZeroTierNode", "Get-ZeroTierPeer", "Get-ZeroTierNetwork", "Disconnect-ZeroTierNetwork lab", "Set-ZeroTierNetwork lab -AllowDns $true" })
        {
            ErrorRecord error = host.Run(script).Error(SyncError.ZeroTierNotRunning);
            Assert.Contains("zerotier", error.ToString().Split("Start it: ")[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AMachineWithoutZeroTierIsNamed()
    {
        using ZeroTierFolder home = new(null, null);
        Environment.SetEnvironmentVariable(ZeroTierHomeFinder.Variable, Path.Join(home.Path, "nowhere"));
        using CmdletHost host = new();
        Assert.Contains("Install it", host.Run("Get-ZeroTierPeer").Error(SyncError.ZeroTierNotInstalled).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void CtrlCReachesAServiceThatDoesNotAnswer()
    {
        using ManualResetEventSlim asked = new();
        using ManualResetEventSlim over = new();
        using RawServer server = new(_ =>
        {
            asked.Set();
            over.Wait(TimeSpan.FromSeconds(20));
            return "";
        });
        using ZeroTierFolder home = new(server.Uri.Port, Token);
        using CmdletHost host = new();
        using PowerShell shell = host.Create("Get-ZeroTierPeer", []);
        IAsyncResult running = shell.BeginInvoke();
        Assert.True(asked.Wait(TimeSpan.FromSeconds(10)));
        shell.Stop();
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.False(over.IsSet);
        over.Set();
    }
}
