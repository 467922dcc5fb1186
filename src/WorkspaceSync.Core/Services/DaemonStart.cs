namespace WorkspaceSync;

/// <summary>
/// Starts a Syncthing that is installed and stopped, as this user and in the background, here or on a host. A home that is
/// not there yet is made first, without the default folder.
/// </summary>
internal static class DaemonStart
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // Where package managers and people put it; the PATH of a bare ssh session has few of these.
    private const string Find =
        """
        PATH=$PATH:$HOME/bin:$HOME/.local/bin:/usr/local/bin:/opt/homebrew/bin:/home/linuxbrew/.linuxbrew/bin:/snap/bin
        program=$(command -v syncthing) || exit 4

        """;

    private const string Start =
        """
        export STNODEFAULTFOLDER=1
        log=${XDG_STATE_HOME:-$HOME/.local/state}/WorkspaceSync
        mkdir -p "$log" || exit 5
        chmod 700 "$log"
        if ! ls "$HOME/.config/syncthing/config.xml" "${XDG_STATE_HOME:-$HOME/.local/state}/syncthing/config.xml" \
            "$HOME/Library/Application Support/Syncthing/config.xml" ${STHOMEDIR:+"$STHOMEDIR/config.xml"} 2>/dev/null | grep -q .; then
          "$program" generate >>"$log/syncthing.log" 2>&1 || exit 6
        fi
        if command -v setsid >/dev/null; then
          setsid "$program" serve --no-browser </dev/null >>"$log/syncthing.log" 2>&1 &
        else
          nohup "$program" serve --no-browser </dev/null >>"$log/syncthing.log" 2>&1 &
        fi
        printf '%s' "$log/syncthing.log"
        """;

    /// <summary>What would be started; SyncthingNotInstalled or the cause when nothing may or can be.</summary>
    /// <param name="mayStart">Whether the user allowed it (-Install).</param>
    /// <param name="cause">How the daemon was found not to run.</param>
    public static async Task<string> PlanAsync(IRemoteShell machine, string where, bool mayStart, SyncException cause, CancellationToken cancel)
    {
        RemoteResult found = await machine.RunAsync(new RemoteScript(Find + "\"$program\" --version | head -n 1"), cancel).ConfigureAwait(false);
        if (found.ExitCode != 0)
        {
            throw new SyncException(
                SyncError.SyncthingNotInstalled,
                $"Syncthing is not installed on {where}. Install it there (apt-get install syncthing, brew install syncthing), then run the same command again.",
                cause);
        }

        string version = PrintableText.Of(string.Join(' ', found.Text.Split(' ').Take(2)).Trim());
        return mayStart
            ? $"would start {version} on {where}, in the background"
            : throw new SyncException(
                SyncError.NodeUnreachable,
                $"{version} is installed on {where} and does not run. Say -Install to have it started, or start its service there: systemctl --user start syncthing, brew services start syncthing.",
                cause);
    }

    /// <summary>Starts it; does not wait for its API.</summary>
    public static async Task RunAsync(IRemoteShell machine, string where, CancellationToken cancel)
    {
        RemoteResult started = await machine.RunAsync(new RemoteScript(Find + Start), cancel).ConfigureAwait(false);
        if (started.ExitCode != 0)
        {
            throw new SyncException(
                SyncError.SetupFailed,
                $"Syncthing could not be started on {where} (exit code {started.ExitCode}): {PrintableText.Of(started.Errors.Trim())}. Its log is ~/.local/state/WorkspaceSync/syncthing.log there.");
        }
    }

    /// <summary>Waits until the daemon can be spoken to; the last error when it cannot in time.</summary>
    public static async Task WaitAsync(Func<CancellationToken, Task<SyncNode>> connect, CancellationToken cancel)
    {
        DateTimeOffset deadline = DateTimeOffset.UtcNow + s_patience;
        while (true)
        {
            try
            {
                await connect(cancel).ConfigureAwait(false);
                return;
            }
            catch (SyncException e) when (e.Error is SyncError.NodeUnreachable or SyncError.HomeNotFound or SyncError.HomeUnreadable or SyncError.ConnectionLost && DateTimeOffset.UtcNow < deadline)
            {
                await Task.Delay(100, cancel).ConfigureAwait(false); // a daemon that starts tells nobody
            }
        }
    }
}
