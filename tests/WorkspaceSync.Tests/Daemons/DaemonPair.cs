using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>
/// Two private daemons of the module's own sandbox that know each other, with an engine to run cmdlets in. Scripts have
/// <c>$a</c> and <c>$b</c>, the nodes, and <c>$root</c>, a directory for shares.
/// </summary>
internal sealed class DaemonPair : IAsyncDisposable
{
    private static int s_count;
    private int _shares;

    private DaemonPair(SyncNode a, SyncNode b)
    {
        (A, B) = (a, b);
        Sandbox = SandboxRegistry.Current.Running.Single(sandbox => sandbox.Daemons.Any(daemon => daemon.Home.Directory == a.ConfigPath));
        (ApiA, ApiB) = (ApiOf(a), ApiOf(b));
    }

    public CmdletHost Host { get; } = new();

    public SyncNode A { get; private set; }

    public SyncNode B { get; private set; }

    public DaemonApi ApiA { get; }

    public DaemonApi ApiB { get; }

    public SyncSandbox Sandbox { get; }

    /// <summary>Where the shares' directories are.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("pair-").FullName;

    /// <summary>Has a send to b so many KiB a second at the most; 0 is as fast as it can.</summary>
    public async Task LimitAsync(int kibibytes)
    {
        await ApiA.PatchAsync($"config/devices/{B.DeviceId}", new { maxSendKbps = kibibytes });
        // Loopback counts as LAN, which is not limited unless it is said.
        await ApiA.PatchAsync("config/options", new { limitBandwidthInLan = kibibytes > 0 });
    }

    public static async Task<DaemonPair> StartAsync(string program)
    {
        int number = Interlocked.Increment(ref s_count);
        using CmdletHost host = new();
        IReadOnlyList<SyncNode> nodes = host.Run("Start-SyncSandbox -Name $names -Program $program", ("names", new[] { $"a{number}", $"b{number}" }), ("program", program)).All<SyncNode>();
        DaemonPair pair = new(nodes[0], nodes[1]);
        try
        {
            pair.Run("$b | New-SyncDevice -Node $a; $a | New-SyncDevice -Node $b").AssertNoErrors();
            await pair.ConnectedAsync();
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a script with <c>$a</c>, <c>$b</c> and <c>$root</c>.</summary>
    public CmdletResult Run(string script, params (string Name, object? Value)[] variables) =>
        Host.Run(script, [("a", A), ("b", B), ("root", Root), .. variables]);

    /// <summary>An id that no share has, and no other test asks for.</summary>
    public string NewId() => $"s{Interlocked.Increment(ref _shares)}";

    /// <summary>A's directory of a share.</summary>
    public string PathA(string id) => Path.Join(Root, "a", id);

    /// <summary>B's directory of a share.</summary>
    public string PathB(string id) => Path.Join(Root, "b", id);

    /// <summary>A share that both have and that is in sync, with one file in it.</summary>
    public async Task<string> ShareAsync()
    {
        string id = NewId();
        FileTree.Write(PathA(id), "first.txt", id);
        Run("New-SyncShare $root/a/$id -Device $b -Node $a", ("id", id)).AssertNoErrors();
        await Eventually.TrueAsync($"{id} is offered to b", async () => ((JObject)await ApiB.GetAsync("cluster/pending/folders")).ContainsKey(id));
        Run("Approve-SyncShare $id $root/b/$id -Node $b", ("id", id)).AssertNoErrors();
        Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).AssertNoErrors();
        return id;
    }

    /// <summary>Waits until the two are connected, by what both of them say.</summary>
    public Task ConnectedAsync() => Eventually.TrueAsync("a and b are connected", async () =>
        await IsConnectedAsync(ApiA, B) && await IsConnectedAsync(ApiB, A), TimeSpan.FromSeconds(90)); // Syncthing's own loop dials once a minute

    /// <summary>Both configurations as text.</summary>
    public async Task<string> ConfigsAsync() => $"{await ApiA.ConfigAsync()}\n{await ApiB.ConfigAsync()}";

    /// <summary>Leaves this session without b's API, as it is when b is another machine.</summary>
    public void ForgetB() => Run("Disconnect-SyncNode $b").AssertNoErrors();

    /// <summary>The reverse.</summary>
    public void RememberB() => B = Run("Connect-SyncNode -ConfigPath $path -Name $name", ("path", B.ConfigPath), ("name", B.Name)).One<SyncNode>();

    public async ValueTask DisposeAsync()
    {
        await SandboxRegistry.Current.StopAsync(Sandbox);
        Host.Dispose();
        ApiA.Dispose();
        ApiB.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    // A connection counts from when both have said hello and it has a beginning; on 2.x its primary one has.
    private static async Task<bool> IsConnectedAsync(DaemonApi api, SyncNode other)
    {
        JToken? connection = (await api.GetAsync("system/connections"))["connections"]?[other.DeviceId];
        string started = $"{connection?["startedAt"]} {connection?["primary"]?["startedAt"]}";
        return (bool?)connection?["connected"] == true && started.Contains("20", StringComparison.Ordinal);
    }

    private static DaemonApi ApiOf(SyncNode node) => new(node.Uri, ConfigXml.Read(Path.Join(node.ConfigPath, "config.xml")).ApiKey);
}
