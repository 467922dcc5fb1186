using System.Globalization;

namespace WorkspaceSync;

/// <summary>One private daemon of a sandbox.</summary>
internal sealed class SandboxDaemon(string name, string userHome, SandboxGuard guard)
{
    public string Name => name;

    /// <summary>What the daemon, and later a session on its machine, has for HOME.</summary>
    public string UserHome => userHome;

    public SyncthingHome Home { get; } = new(Path.Join(userHome, ".config", "syncthing"), HomeOrigin.Given);

    public string LogFile => Path.Join(userHome, "syncthing.log");

    /// <summary>Where other daemons reach this one.</summary>
    public string ListenAddress { get; internal set; } = "";

    /// <summary>The name by which <c>ssh</c> reaches a session on this daemon's machine; null when the sandbox has no sshd for it.</summary>
    public string? HostName { get; internal set; }

    /// <summary>The outer of the daemon's two processes; null when it doesn't run.</summary>
    public int? ProcessId => File.Exists(PidFile) && int.TryParse(File.ReadAllText(PidFile).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : null;

    private string PidFile => Path.Join(userHome, "syncthing.pid");

    /// <summary>Starts the daemon on its home and waits until its API answers.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        File.Delete(PidFile);
        await guard.SendAsync($"start {name}", cancel).ConfigureAwait(false);
        using SyncthingClient client = new(Home.ReadEndpoint(), name);
        DateTimeOffset deadline = DateTimeOffset.UtcNow.AddSeconds(30);
        while (true)
        {
            try
            {
                await client.System.GetStatusAsync(cancel).ConfigureAwait(false);
                return;
            }
            catch (SyncException e) when (e.Error is SyncError.NodeUnreachable or SyncError.ConnectionLost)
            {
                if (DateTimeOffset.UtcNow > deadline || (ProcessId is { } pid && !ProcessStart.IsRunning(pid)))
                {
                    throw new SyncException(SyncError.SandboxFailed, $"The sandbox's daemon '{name}' did not start. The end of its log:{Environment.NewLine}{LogTail()}", e);
                }
            }

            await Task.Delay(25, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the daemon as its service manager would; its home stays.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        await guard.SendAsync($"stop {name}", cancel).ConfigureAwait(false);
        while (SandboxProcesses.Any($"--home={Home.Directory}"))
        {
            await Task.Delay(25, cancel).ConfigureAwait(false);
        }
    }

    private string LogTail()
    {
        try
        {
            return string.Join(Environment.NewLine, File.ReadLines(LogFile).TakeLast(10));
        }
        catch (IOException)
        {
            return "(there is none)";
        }
    }
}
