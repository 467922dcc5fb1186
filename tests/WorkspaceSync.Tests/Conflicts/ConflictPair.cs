using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Two real daemons that share a folder, called laptop and gpu, and a way to make them disagree.</summary>
internal sealed class ConflictPair : IAsyncDisposable
{
    private readonly SyncSandbox _sandbox;
    private readonly DirectoryInfo _files;
    private readonly string? _state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");

    private ConflictPair(SyncSandbox sandbox, DirectoryInfo files, SyncNode laptop, SyncNode gpu)
    {
        (_sandbox, _files, Laptop, Gpu) = (sandbox, files, laptop, gpu);
        Shell = new CmdletHost();
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", Path.Join(files.FullName, "state"));
    }

    public const string Share = "nt";

    public SyncNode Laptop { get; }

    public SyncNode Gpu { get; }

    public CmdletHost Shell { get; }

    public string LaptopRoot => Path.Join(_files.FullName, "laptop");

    public string GpuRoot => Path.Join(_files.FullName, "gpu");

    public SandboxDaemon LaptopDaemon => _sandbox.Daemons[0];

    /// <summary>Starts both, introduced, sharing one empty folder; nothing is noticed but by a scan.</summary>
    public static async Task<ConflictPair> StartAsync(string program, string versioning = "")
    {
        SyncSandbox sandbox = await SyncSandbox.StartAsync(new SandboxOptions { Names = ["laptop", "gpu"], Program = program }, CancellationToken.None);
        SyncNode laptop = await NodeConnector.ConnectAsync(sandbox.Daemons[0].Home, "laptop", CancellationToken.None);
        SyncNode gpu = await NodeConnector.ConnectAsync(sandbox.Daemons[1].Home, "gpu", CancellationToken.None);
        ConflictPair pair = new(sandbox, Directory.CreateTempSubdirectory("ws-conflict-"), laptop, gpu);
        NodeRegistry.Current.Add(laptop);
        NodeRegistry.Current.Add(gpu);

        // Met last: each change of a share that is connected is a dial more, and after three of them Syncthing rests.
        pair.Run("$null = New-SyncShare $path -Id nt -Node $laptop", ("path", pair.LaptopRoot));
        pair.Run("$null = New-SyncShare $path -Id nt -Node $gpu", ("path", pair.GpuRoot));
        foreach (SyncNode node in (SyncNode[])[laptop, gpu])
        {
            JObject quiet = new() { ["fsWatcherEnabled"] = false, ["rescanIntervalS"] = 0 };
            if (versioning.Length > 0)
            {
                quiet["versioning"] = new JObject { ["type"] = versioning, ["params"] = new JObject { ["keep"] = "50" } };
            }

            await node.Client.Config.PatchFolderAsync(Share, quiet, CancellationToken.None);
        }

        pair.Run(
            """
            $null = $gpu | New-SyncDevice -Node $laptop
            $null = $laptop | New-SyncDevice -Node $gpu
            $null = Set-SyncShare nt -AddDevice gpu -Node $laptop
            $null = Set-SyncShare nt -AddDevice laptop -Node $gpu
            """);
        await pair.ConnectedAsync(true, "the two have met");
        pair.Flush();
        return pair;
    }

    /// <summary>Runs a script with both nodes as variables; it may report no error.</summary>
    public CmdletResult Run(string script, params (string Name, object? Value)[] variables)
    {
        CmdletResult result = Shell.Run(script, [("laptop", Laptop), ("gpu", Gpu), .. variables]);
        result.AssertNoErrors();
        return result;
    }

    /// <summary>Both sides the same, proved.</summary>
    public void Flush() => Run("$null = Wait-SyncShare nt -Node $laptop -Timeout 90");

    /// <summary>Cut from each other, both machines do some work; then they meet again.</summary>
    public async Task DisagreeAsync(Action work)
    {
        await SetPausedAsync(true);
        work();
        await Laptop.Client.Database.ScanAsync(Share, [], CancellationToken.None);
        await Gpu.Client.Database.ScanAsync(Share, [], CancellationToken.None);
        await SetPausedAsync(false);
        Flush();
    }

    /// <summary>A file that both write while cut off, of which one machine's is the newer and so the one that wins.</summary>
    public void WriteBoth(string path, SyncNode winner)
    {
        Write(LaptopRoot, path, $"laptop wrote {path}", isNewer: winner == Laptop);
        Write(GpuRoot, path, $"gpu wrote {path}", isNewer: winner == Gpu);
    }

    /// <summary>The conflicts that a machine shows, without any error.</summary>
    public IReadOnlyList<SyncConflict> Conflicts(SyncNode node, string parameters = "") =>
        Run($"Get-SyncConflict -Node $node {parameters}", ("node", node)).All<SyncConflict>();

    public static void Write(string root, string path, string text, bool isNewer)
    {
        string file = Path.Join(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(isNewer ? -60 : -120));
    }

    public async ValueTask DisposeAsync()
    {
        Shell.Dispose();
        NodeRegistry.Current.Remove(Laptop);
        NodeRegistry.Current.Remove(Gpu);
        await _sandbox.DisposeAsync();
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", _state);
        _files.Delete(recursive: true);
    }

    private async Task SetPausedAsync(bool isPaused)
    {
        await Laptop.Client.Config.PatchDeviceAsync(Gpu.DeviceId, new JObject { ["paused"] = isPaused }, CancellationToken.None);
        await ConnectedAsync(!isPaused, isPaused ? "the two are cut from each other" : "the two have met again");
    }

    // Syncthing's own loop dials once a minute.
    private Task ConnectedAsync(bool isConnected, string what) => Eventually.TrueAsync(
        what,
        async () => (await Laptop.Client.System.GetConnectionsAsync(CancellationToken.None)).Devices[Gpu.DeviceId].Connected == isConnected,
        TimeSpan.FromSeconds(90));
}
