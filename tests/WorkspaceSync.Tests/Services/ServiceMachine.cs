using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace WorkspaceSync.Tests;

/// <summary>
/// A machine of its own for services: this one's sh and processes, with a home directory and a PATH that nobody else has. What
/// stands in its <c>bin</c> comes before everything: a real syncthing, or a service manager that the test plays.
/// </summary>
internal sealed class ServiceMachine : IRemoteShell, IAsyncDisposable
{
    private readonly LocalShell _shell;

    private ServiceMachine()
    {
        Home = Directory.CreateTempSubdirectory("svc-").FullName;
        Bin = Path.Join(Home, "bin");
        Directory.CreateDirectory(Bin);
        Dictionary<string, string?> environment = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("ST", StringComparison.Ordinal) || name.StartsWith("XDG_", StringComparison.Ordinal))
            .ToDictionary(name => name, _ => (string?)null);
        environment["HOME"] = Home;
        environment["PATH"] = $"{Bin}:{Environment.GetEnvironmentVariable("PATH")}";
        environment["STNOUPGRADE"] = "1";
        _shell = new LocalShell(environment);
        Target = new ServiceTarget(this, null);
    }

    public static ServiceMachine Create() => new();

    public string Home { get; }

    public string Bin { get; }

    public ServiceTarget Target { get; }

    public string HostName => "machine";

    public string Destination => HostName;

    /// <summary>What a release of the tests' program is called for this machine.</summary>
    public ReleaseName Release { get; } = new(
        ReleaseName.PlatformOf("Linux", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64", "here"), VersionOf(EveryProgramAttribute.Programs[0]));

    /// <summary>Where the daemon's configuration is by default.</summary>
    public SyncthingHome SyncthingHome => new(Path.Join(Home, ".config/syncthing"), HomeOrigin.Given);

    /// <summary>Puts a program where the user's own are, with a home that speaks to nobody.</summary>
    public async Task<ServiceMachine> WithDaemonAsync(string program)
    {
        File.CreateSymbolicLink(Path.Join(Bin, "syncthing"), program);
        Directory.CreateDirectory(Path.Join(Home, ".local/state/syncthing")); // where 1.29 has its lock, and does not make it
        await SandboxConfiguration.CreateAsync(program, new SandboxDaemon("m", Home, null!), CancellationToken.None);
        return this;
    }

    public Task<MachineSurvey> SurveyAsync() => SurveyReader.AskAsync(this, CancellationToken.None);

    public async Task<SyncNode> StartAsync(StartOptions? options = null) =>
        await DaemonStart.RunAsync(Target, await SurveyAsync(), options ?? new StartOptions(), CancellationToken.None);

    public async Task<SurveyedProcess?> StopAsync(bool isForced = false) =>
        await DaemonStop.RunAsync(Target, await SurveyAsync(), TimeSpan.FromSeconds(30), isForced, _ => { }, CancellationToken.None);

    public async Task<IReadOnlyList<SyncthingProgram>> ProgramsAsync() => ProgramReader.Describe(Target, await SurveyAsync());

    /// <summary>The pids of the daemons with the default home, looked up behind the module's back.</summary>
    public IReadOnlyList<int> Pids() => [.. Directory.EnumerateDirectories("/proc")
        .Where(directory => int.TryParse(Path.GetFileName(directory), out _))
        .Where(directory => Read(directory, "comm").StartsWith("syncthing", StringComparison.Ordinal) && Read(directory, "environ").Contains($"HOME={Home}\0", StringComparison.Ordinal))
        .Select(directory => int.Parse(Path.GetFileName(directory), CultureInfo.InvariantCulture))];

    /// <summary>A command of its own in front of all others.</summary>
    public string Command(string name, string script)
    {
        string file = Path.Join(Bin, name);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        return file;
    }

    public Task<RemoteResult> RunAsync(RemoteScript script, CancellationToken cancel) => _shell.RunAsync(script, cancel);

    public Task<IRemoteProcess> StartAsync(RemoteScript script, CancellationToken cancel) => _shell.StartAsync(script, cancel);

    public Task<Stream> OpenTcpAsync(string host, int port, CancellationToken cancel) => LocalShell.Instance.OpenTcpAsync(host, port, cancel);

    public Task<Stream> OpenUnixSocketAsync(string path, CancellationToken cancel) => LocalShell.Instance.OpenUnixSocketAsync(path, cancel);

    public async ValueTask DisposeAsync()
    {
        foreach (int pid in Pids())
        {
            try
            {
                Process.GetProcessById(pid).Kill();
            }
            catch (ArgumentException)
            {
                // it ended meanwhile
            }
        }

        await Eventually.TrueAsync("the daemons are gone", () => Pids().Count == 0);
        Directory.Delete(Home, recursive: true);
    }

    private static string VersionOf(string program)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
        return new SurveyedProgram(program, program, process.StandardOutput.ReadToEnd(), "").Version!;
    }

    private static string Read(string directory, string file)
    {
        try
        {
            return File.ReadAllText(Path.Join(directory, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
