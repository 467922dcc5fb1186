using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync;

/// <summary>
/// A small shell of its own session that starts a sandbox's daemons and outlives its owner just long enough to end them. It
/// reads from a pipe that the owner holds: when the owner ends, however that happens, the pipe closes and the guard cleans up.
/// </summary>
internal sealed class SandboxGuard : IAsyncDisposable
{
    // A new session keeps the terminal's Ctrl+C from what is started; each writes its number when it has its own. A daemon's
    // inner process makes a group of its own and survives the outer one's death, so daemons are found by their command
    // lines, those too that Start-Syncthing started from a copy in a home of the sandbox: the brackets keep grep's own out. An sshd's sessions rename themselves, so they are found by their parents.
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
        note='echo $$ >"$0.new" && mv "$0.new" "$0.pid" && exec "$@"'
        parents() {
          if [ -d /proc/self ]; then sed 's/(.*)/x/' /proc/[0-9]*/stat | cut -d' ' -f1,4; else ps -axo pid=,ppid=; fi
        }
        below() { parents | awk -v top="$1" '{ up[$1] = $2 } END { for (p in up) { q = p; while (q > 1 && q != top) q = up[q]; if (q == top && p != top) print p } }'; }
        daemons() {
          if [ -d /proc/self ]; then
            grep -la -e "[-]-home=$dir/$1" -e "^$dir[/]$1" /proc/[0-9]*/cmdline | cut -d/ -f3
          else
            ps -axww -o pid=,command= | grep -e "[-]-home=$dir/$1" -e "^ *[0-9]* $dir[/]$1" | awk '{ print $1 }'
          fi
        }
        started=
        while read -r verb name; do
          home=$dir/$name
          case $verb in
          start) (clean; exec "$@" /bin/sh -c "$note" syncthing "$program" serve "--home=$home/.config/syncthing" --no-browser --no-restart </dev/null >>"$home/syncthing.log" 2>&1) &
            started="$started $name/syncthing" ;;
          sshd) (clean; exec "$@" /bin/sh -c "$note" sshd "$(cat "$dir/ssh/sshd")" -D -e -f "$dir/ssh/$name.conf" </dev/null >>"$home/sshd.log" 2>&1) &
            started="$started $name/sshd" ;;
          stop) pids=$(daemons "$name/"); [ -z "$pids" ] || kill -s TERM $pids ;;
          esac
        done 2>/dev/null
        exec 2>/dev/null
        tries=0
        for one in $started; do
          until [ -f "$dir/$one.pid" ] || [ $tries -ge 50 ]; do sleep 0.1; tries=$((tries + 1)); done
        done
        for file in "$dir"/*/sshd.pid; do
          [ -f "$file" ] || continue
          leader=$(cat "$file")
          kill -s TERM $leader $(below "$leader")
        done
        tries=0
        while pids=$(daemons) && [ -n "$pids" ] && [ $tries -lt 100 ]; do
          [ $tries -gt 0 ] || kill -s TERM $pids
          [ $tries -lt 50 ] || kill -s KILL $pids
          sleep 0.1
          tries=$((tries + 1))
        done
        tries=0
        for file in "$dir"/*/sshd.pid; do
          [ -f "$file" ] || continue
          leader=$(cat "$file")
          while kill -s 0 -- "-$leader" && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
          kill -s KILL -- "-$leader"
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
