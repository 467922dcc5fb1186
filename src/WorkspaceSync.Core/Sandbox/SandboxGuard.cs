using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync;

/// <summary>
/// A small shell of its own session that starts a sandbox's daemons and outlives its owner just long enough to end them. It
/// reads from a pipe that the owner holds: when the owner ends, however that happens, the pipe closes and the guard cleans up.
/// </summary>
internal sealed class SandboxGuard : IAsyncDisposable
{
    // Each daemon leads a group of its own, so that its inner process is reached too when the outer one was killed. A new
    // session also keeps the terminal's Ctrl+C from them.
    private const string Script =
        """
        dir=$1 program=$2; shift 2
        trap '' TERM INT HUP
        clean() {
          trap - TERM INT HUP
          cd "$home" || exit
          HOME=$home STNODEFAULTFOLDER=1 STNOUPGRADE=1
          export HOME STNODEFAULTFOLDER STNOUPGRADE
          unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME STHOMEDIR STCONFDIR STDATADIR STGUIADDRESS STGUIAPIKEY
          unset WORKSPACESYNC_SSH_CONFIG WORKSPACESYNC_CONFIG SSH_AUTH_SOCK SSH_AGENT_PID
        }
        note() { echo "$1" >"$home/pid.new" && mv "$home/pid.new" "$home/$2.pid"; }
        parents() {
          if [ -d /proc/self ]; then sed 's/(.*)/x/' /proc/[0-9]*/stat 2>/dev/null | cut -d' ' -f1,4; else ps -axo pid=,ppid=; fi
        }
        below() { parents | awk -v top="$1" '{ up[$1] = $2 } END { for (p in up) { q = p; while (q > 1 && q != top) q = up[q]; if (q == top && p != top) print p } }'; }
        while read -r verb name; do
          home=$dir/$name
          case $verb in
          start) (clean; exec "$@" "$program" serve "--home=$home/.config/syncthing" --no-browser --no-restart </dev/null >>"$home/syncthing.log" 2>&1) &
            note $! syncthing ;;
          sshd) (clean; exec "$@" "$(cat "$dir/ssh/sshd")" -D -e -f "$dir/ssh/$name.conf" </dev/null >>"$home/sshd.log" 2>&1) &
            note $! sshd ;;
          stop) kill -s TERM -- "-$(cat "$home/syncthing.pid")" ;;
          esac
        done
        for file in "$dir"/*/sshd.pid; do
          [ -f "$file" ] || continue
          leader=$(cat "$file")
          kill -s TERM $leader $(below "$leader")
        done 2>/dev/null
        for file in "$dir"/*/syncthing.pid; do
          [ -f "$file" ] && kill -s TERM -- "-$(cat "$file")"
        done 2>/dev/null
        tries=0
        for file in "$dir"/*/*.pid; do
          [ -f "$file" ] || continue
          leader=$(cat "$file")
          while kill -s 0 -- "-$leader" 2>/dev/null && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
          kill -s KILL -- "-$leader" 2>/dev/null
        done
        rm -rf -- "$dir"
        """;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process _shell;

    private SandboxGuard(Process shell) => _shell = shell;

    public int ProcessId => _shell.Id;

    /// <summary>Starts the guard of a sandbox's directory.</summary>
    /// <param name="program">The syncthing to run, by its path.</param>
    public static SandboxGuard Start(string directory, string program)
    {
        string[] newSession = OperatingSystem.IsMacOS()
            ? ["/usr/bin/perl", "-MPOSIX", "-e", "setsid(); exec @ARGV or exit 127", "--"]
            : ["setsid"];
        ProcessStartInfo start = new(newSession[0], [.. newSession[1..], "/bin/sh", "-c", Script, "workspacesync-sandbox", directory, program, .. newSession])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        Process shell = Process.Start(start) ?? throw new SyncException(SyncError.SandboxFailed, "The sandbox's guard could not be started.");
        shell.OutputDataReceived += static (_, _) => { }; // nothing is expected; an unread pipe could block it
        shell.ErrorDataReceived += static (_, _) => { };
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
        return new SandboxGuard(shell);
    }

    /// <summary>One command at a time: daemons start in parallel, and the pipe's writer is not made for that.</summary>
    public async Task SendAsync(string command, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await _shell.StandardInput.WriteLineAsync(command.AsMemory(), cancel).ConfigureAwait(false);
            await _shell.StandardInput.FlushAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says who guards what, so that a later sandbox can tell what nobody guards any more.</summary>
    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{ProcessId} {ProcessStart.Of(ProcessId)}");

    /// <summary>Closes the pipe, and waits until daemons and directory are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // the guard is gone already: the sweep does its work
        }

        await _shell.WaitForExitAsync().ConfigureAwait(false);
        _shell.Dispose();
        _turn.Dispose();
    }
}
