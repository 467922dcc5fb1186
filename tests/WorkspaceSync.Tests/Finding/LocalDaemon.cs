using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>A private daemon that is no sandbox's, started with arguments and environment of a test's own, and the session's local one.</summary>
internal sealed class LocalDaemon : IAsyncDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable("STHOMEDIR");
    private readonly Process _process;

    private LocalDaemon(string root, SyncthingHome home, Process process)
    {
        (Root, Home, _process) = (root, home, process);
        Environment.SetEnvironmentVariable("STHOMEDIR", home.Directory);
        NodeRegistry.Current.ForgetLocal();
    }

    public string Root { get; }

    public SyncthingHome Home { get; }

    public string Key => ConfigXml.Read(Home.ConfigFile).ApiKey;

    /// <param name="arguments">More of them; <c>{root}</c> is the daemon's own directory.</param>
    public static async Task<LocalDaemon> StartAsync(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        string root = Directory.CreateTempSubdirectory("st-").FullName; // short: a socket's path has to be
        SandboxDaemon made = new("local", root, null!);
        await SandboxConfiguration.CreateAsync(program, made, CancellationToken.None);
        ProcessStartInfo start = new(program, ["serve", $"--home={made.Home.Directory}", "--no-browser", "--no-restart", .. arguments.Select(argument => argument.Replace("{root}", root, StringComparison.Ordinal))])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["STNOUPGRADE"] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value.Replace("{root}", root, StringComparison.Ordinal);
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new LocalDaemon(root, made.Home, process);
    }

    /// <summary>The node, by the way that a cmdlet without -Node goes, as soon as the daemon answers.</summary>
    public static async Task<SyncNode> ConnectAsync()
    {
        SyncNode? node = null;
        await Eventually.TrueAsync("the local daemon is found", async () =>
        {
            try
            {
                node = await NodeRegistry.Current.GetLocalAsync(CancellationToken.None);
                return true;
            }
            catch (SyncException e) when (e.Error is SyncError.NodeUnreachable or SyncError.ConnectionLost or SyncError.HomeUnreadable)
            {
                return false;
            }
        });
        return node!;
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("STHOMEDIR", _before);
        NodeRegistry.Current.ForgetLocal();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await Eventually.TrueAsync("it is gone", () => SandboxOwner.ProcessesOf(Home.Directory).Count == 0);
        _process.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
