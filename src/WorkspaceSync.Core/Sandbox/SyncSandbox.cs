namespace WorkspaceSync;

/// <summary>
/// Private daemons on this machine, to try things on: own homes, random keys and ports, loopback only. It ends with its
/// owner's process, however that ends, and leaves nothing.
/// </summary>
internal sealed class SyncSandbox : IAsyncDisposable
{
    private readonly SandboxGuard _guard;

    private SyncSandbox(string directory, SandboxGuard guard, IReadOnlyList<SandboxDaemon> daemons, string? sshConfig)
    {
        SshConfig = sshConfig;
        Directory = directory;
        _guard = guard;
        Daemons = daemons;
    }

    /// <summary>All that the sandbox has on disk.</summary>
    public string Directory { get; }

    public IReadOnlyList<SandboxDaemon> Daemons { get; }

    /// <summary>The ssh_config by which its hosts are reached; null when there is no sshd on this machine.</summary>
    public string? SshConfig { get; }

    /// <summary>Where a session that works in the sandbox keeps its workspaces.</summary>
    public string SettingsDirectory => Path.Join(Directory, "settings");

    /// <summary>The process that ends the daemons when this one is gone.</summary>
    public int GuardProcessId => _guard.ProcessId;

    /// <summary>Makes and starts the daemons, all at once. Sweeps first what a killed sandbox left.</summary>
    public static async Task<SyncSandbox> StartAsync(SandboxOptions options, CancellationToken cancel)
    {
        string program = FindProgram(options.Program);
        SandboxSweep.Run(Path.GetTempPath());
        string directory = System.IO.Directory.CreateTempSubdirectory(SandboxSweep.Prefix).FullName; // 0700
        SandboxGuard guard = SandboxGuard.Start(directory, program);
        try
        {
            await File.WriteAllTextAsync(Path.Join(directory, HomeFinder.SandboxMark), guard.Describe(), cancel).ConfigureAwait(false);
            SandboxDaemon[] daemons = [.. options.Names.Select(name => new SandboxDaemon(name, Path.Join(directory, name), guard))];
            Task<string?> ssh = SandboxSsh.StartAsync(directory, [.. daemons.Skip(1)], guard, options.SshServer, cancel);
            await Task.WhenAll([ssh, .. daemons.Select(daemon => StartAsync(program, daemon, cancel))]).ConfigureAwait(false);
            return new SyncSandbox(directory, guard, daemons, await ssh.ConfigureAwait(false));
        }
        catch
        {
            await guard.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the daemons and removes the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await _guard.DisposeAsync().ConfigureAwait(false);
        if (System.IO.Directory.Exists(Directory)) // the guard was killed before it could
        {
            SandboxProcesses.Remove(Directory);
        }
    }

    private static async Task StartAsync(string program, SandboxDaemon daemon, CancellationToken cancel)
    {
        // What a session on its machine finds as the user's own copy, whatever is installed here.
        string bin = System.IO.Directory.CreateDirectory(Path.Join(daemon.UserHome, "bin")).FullName;
        File.CreateSymbolicLink(Path.Join(bin, "syncthing"), program);
        for (int attempt = 1; ; attempt++)
        {
            daemon.ListenAddress = await SandboxConfiguration.CreateAsync(program, daemon, cancel).ConfigureAwait(false);
            try
            {
                await daemon.StartAsync(cancel).ConfigureAwait(false);
                return;
            }
            catch (SyncException e) when (e.Error == SyncError.SandboxFailed && e.Message.Contains("address already in use", StringComparison.Ordinal) && attempt < 3)
            {
                // somebody else took the port between its choice and its use: again, with others
            }
        }
    }

    private static string FindProgram(string? given)
    {
        string name = given ?? "syncthing";
        IEnumerable<string> candidates = name.Contains('/', StringComparison.Ordinal)
            ? [Path.GetFullPath(name)]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(directory => Path.Join(directory, name));
        return candidates.FirstOrDefault(File.Exists) ?? throw new SyncException(
            SyncError.ProgramNotFound,
            $"'{name}' was not found. Install Syncthing (apt-get install syncthing, brew install syncthing), or name the program: Start-SyncSandbox -Program.");
    }
}
