using System.Diagnostics;
using System.Management.Automation;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>Ctrl+C, and Select-Object -First: the work ends at once, and with it the request that was under way.</summary>
public class CancelTests
{
    private const string Id = "E7VZ72J-527ZJTG-AHMG46W-YW43HD7-RVIPT5X-5BDSTUK-OO5P65Z-WVLGUAC";
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(1.5); // a call may be abandoned after 2 s: this is before it

    /// <summary>What each asks first hangs, or a later thing does.</summary>
    public static TheoryData<string, string> Scripts => new()
    {
        { "Get-SyncShare -Node $node", "config/folders" },
        { "Get-SyncShare x -Node $node", "config/devices" },
        { "Get-SyncDevice -Node $node", "system/connections" },
        { "Get-SyncStatus -Node $node", "config/folders" },
        { "Get-SyncError -Node $node", "system/error" },
        { "Get-SyncPending -Node $node", "cluster/pending/devices" },
        { "Get-SyncIgnore * -Node $node", "config/folders" },
        { "Suspend-SyncShare x -Node $node", "config/folders/x" },
        { "Set-SyncShare x -Label y -Node $node", "config/folders/x" },
        { "Remove-SyncDevice x -Node $node", "config/devices" },
        { "New-SyncShare /tmp/never -Node $node", "config/folders" },
        { "Wait-SyncShare x -Node $node", "config/folders/x" },
        { "Get-SyncEvent -Follow -Node $node", "rest/events" },
        { "Suspend-SyncNode $node", "system/connections" },
        { "Clear-SyncError -Node $node", "system/error" },
        { "Connect-SyncNode $uri key", "system/version" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task CtrlCEndsTheRequestAtOnce(string script, string hangs)
    {
        using CmdletHost host = new();
        bool isArmed = false;
        using RawServer server = new(request => Volatile.Read(ref isArmed) && request.Contains(hangs, StringComparison.Ordinal) ? "" : Answer(request))
        {
            Holds = request => Volatile.Read(ref isArmed) && request.Contains(hangs, StringComparison.Ordinal),
        };
        SyncNode node = host.Run("Connect-SyncNode $uri key -Name $name", ("uri", server.Uri), ("name", $"hangs-{server.Uri.Port}")).One<SyncNode>();
        Volatile.Write(ref isArmed, true);

        using PowerShell shell = host.Create(script, ("node", node), ("uri", server.Uri));
        IAsyncResult running = shell.BeginInvoke();
        await Eventually.TrueAsync("the request hangs", () => server.Held > 0, details: () => $"{shell.InvocationStateInfo.State} {string.Join('\n', server.Requests)}");
        Stopwatch clock = Stopwatch.StartNew();
        shell.Stop();
        await Eventually.TrueAsync("the request is given up", () => server.Held == 0);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, s_atOnce);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
        Assert.True(running.IsCompleted);
        host.Run("Disconnect-SyncNode $node", ("node", node)).AssertNoErrors();
    }

    // The script goes on after the pipeline, as it does not when a cmdlet swallows the engine's own stop.
    [Theory]
    [InlineData("Get-SyncShare -Node $node | Select-First; 'goes on'")]
    [InlineData("foreach ($i in 1) { Get-SyncShare s* -Node $node | ForEach-Object { $_; break } }; 'goes on'")]
    public async Task AnAnswerIsReadNoFurtherThanIsWanted(string script)
    {
        using CmdletHost host = new();
        using RawServer server = new(request => request.EndsWith("config/folders", StringComparison.Ordinal) ? Endless() : Answer(request))
        {
            Holds = request => request.EndsWith("config/folders", StringComparison.Ordinal),
        };
        SyncNode node = host.Run("Connect-SyncNode $uri key -Name $name", ("uri", server.Uri), ("name", $"streams-{server.Uri.Port}")).One<SyncNode>();
        using PowerShell shell = host.Create(script, ("node", node));
        Task<PSDataCollection<PSObject>> running = shell.InvokeAsync();
        PSDataCollection<PSObject> output = await running.WaitAsync(TimeSpan.FromSeconds(10)); // the answer itself never ends
        Assert.Equal(["s0", "goes on"], output.Select(one => one.ToString()));
        Assert.Empty(shell.Streams.Error);
        await Eventually.TrueAsync("the request is given up", () => server.Held == 0);
        host.Run("Disconnect-SyncNode $node", ("node", node)).AssertNoErrors();
    }

    // The daemon that everything else needs.
    private static string Answer(string request) => request switch
    {
        _ when request.Contains("system/status", StringComparison.Ordinal) => RawServer.Json($$"""{"myID":"{{Id}}","tilde":"/root"}"""),
        _ when request.Contains("system/version", StringComparison.Ordinal) => RawServer.Json("""{"version":"v1.29.5","os":"linux"}"""),
        _ when request.Contains("system/paths", StringComparison.Ordinal) => RawServer.Text("404 page not found", 404),
        _ when request.Contains("system/connections", StringComparison.Ordinal) => RawServer.Json("""{"connections":{}}"""),
        _ when request.Contains("stats/", StringComparison.Ordinal) => RawServer.Json("{}"),
        _ when request.EndsWith("config/folders", StringComparison.Ordinal) || request.EndsWith("config/devices", StringComparison.Ordinal) => RawServer.Json("[]"),
        _ when request.Contains("events", StringComparison.Ordinal) => RawServer.Json("[]"),
        _ => RawServer.Text("No folder with given ID", 404, headers: "X-Syncthing-Id: AAAAAAA\r\n"),
    };

    // The beginning of a list, with more to come that never comes.
    private static string Endless()
    {
        StringBuilder body = new("[");
        for (int i = 0; i < 3; i++)
        {
            body.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""{"id":"s{{i}}","path":"/x{{i}}","devices":[]},""");
        }

        return $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Syncthing-Id: AAAAAAA\r\nContent-Length: 1000000\r\n\r\n{body}";
    }
}
