using System.Globalization;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// No service manager: a process of its own session, with a log and a pid file, in the user's state directory, or beside the
/// config.xml of a home that was named.
/// </summary>
internal sealed class DetachedManager(ServiceTarget target, MachineSurvey survey) : ServiceManager(target, survey)
{
    // The variables come first, by standard input, as they also say where the state directory is. The umask is for our files
    // only: the daemon makes the user's. The pid is the one that the program will have, as exec keeps it.
    private const string Script =
        """
        state=$1; shift
        while IFS= read -r pair; do [ -z "$pair" ] || export "${pair?}"; done
        export STNODEFAULTFOLDER=1
        [ -n "$state" ] || state=${XDG_STATE_HOME:-$HOME/.local/state}/WorkspaceSync
        log=$state/syncthing.log pid=$state/syncthing.pid
        (umask 077 && mkdir -p "$state" && : >>"$log") || exit 5
        size=$(($(wc -c <"$log")))
        [ "$size" -lt 10000000 ] || { mv "$log" "$log.old"; (umask 077 && : >"$log"); size=0; }
        rm -f "$pid"
        note='
          if [ -r /proc/$$/stat ]; then begun=$(sed "s/.*) //" /proc/$$/stat | cut -d" " -f20); else begun=$(LC_ALL=C ps -o lstart= -p $$ | tr -s " "); fi
          printf "%s %s\n" "$$" "$begun" >"$0.new" && mv "$0.new" "$0"
          exec "$@"'
        own=nohup; command -v setsid >/dev/null && own=setsid
        $own sh -c "$note" "$pid" "$@" </dev/null >>"$log" 2>&1 &
        tries=0
        until [ -s "$pid" ] || [ $tries -ge 500 ]; do sleep 0.01; tries=$((tries + 1)); done
        [ -s "$pid" ] || exit 6
        printf '%s\0%s\0%s' "$log" "$size" "$(cat "$pid")"
        """;

    private string _log = "", _offset = "0", _pid = "0", _start = "";

    public override SyncthingStarter Kind => SyncthingStarter.WorkspaceSync;

    public override string Name => "in the background, as there is no service manager";

    public override async Task StartAsync(DaemonLaunch launch, CancellationToken cancel)
    {
        RemoteScript script = new(Script, [Target.Home ?? "", launch.Program, .. launch.Arguments])
        {
            Input = Encoding.UTF8.GetBytes(string.Concat(launch.Environment.Select(pair => $"{pair.Key}={pair.Value}\n"))),
        };
        RemoteResult started = await Target.Machine.RunAsync(script, cancel).ConfigureAwait(false);
        string[] fields = started.Text.Split('\0');
        if (started.ExitCode != 0 || fields.Length < 3)
        {
            throw new SyncException(
                started.Errors.Contains("No space left", StringComparison.Ordinal) ? SyncError.DiskFull : SyncError.StartFailed,
                $"Syncthing could not be started on {Target.Where} (exit code {started.ExitCode}): {PrintableText.Of(started.Errors.Trim())}. Its log and pid file go to {Target.Home ?? "~/.local/state/WorkspaceSync"} there.");
        }

        string[] process = fields[2].Trim().Split(' ', 2);
        (_log, _offset, _pid, _start) = (fields[0], fields[1], process[0], process.ElementAtOrDefault(1) ?? "");
    }

    // It is ended by the daemon itself, or by a signal: nobody would start it again.
    public override Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public override async Task<bool> IsAliveAsync(CancellationToken cancel) =>
        (await DaemonProcesses.EndAsync(Target, [(int.Parse(_pid, CultureInfo.InvariantCulture), _start)], null, TimeSpan.Zero, cancel).ConfigureAwait(false)).Count > 0;

    public override async Task<string> ReadLogAsync(CancellationToken cancel)
    {
        RemoteResult tail = await Target.Machine.RunAsync(new RemoteScript("tail -c +$(($2 + 1)) \"$1\" | tail -n 20", _log, _offset), cancel).ConfigureAwait(false);
        return tail.Text;
    }
}
