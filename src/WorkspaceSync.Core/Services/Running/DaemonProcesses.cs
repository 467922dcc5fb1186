using System.Globalization;

namespace WorkspaceSync;

/// <summary>Waits for processes to end, and signals them: only those that began when it was said, never by name.</summary>
internal static class DaemonProcesses
{
    // $1 signal or "none", $2 tenths of a second, then pid:start each. A zombie has ended.
    private const string Script =
        """
        signal=$1 tenths=$2; shift 2
        begun() {
          if [ -d /proc/self ]; then
            set -- $(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null)
            case ${1-Z} in Z | X) ;; *) shift 19; echo "$1" ;; esac
          else
            LC_ALL=C ps -o lstart= -p "$1" | tr -s ' ' | sed 's/^ //; s/ $//'
          fi
        }
        left() { for one; do [ "$(begun "${one%%:*}")" != "${one#*:}" ] || echo "${one%%:*}"; done; }
        [ "$signal" = none ] || for pid in $(left "$@"); do kill -s "$signal" "$pid"; done
        while rest=$(left "$@") && [ -n "$rest" ] && [ "$tenths" -gt 0 ]; do sleep 0.1; tenths=$((tenths - 1)); done
        printf '%s' "$rest"
        """;

    /// <summary>Signals processes, when a signal is given, and waits until they have ended.</summary>
    /// <param name="processes">Each pid with when it began, as a survey tells it.</param>
    /// <param name="signal">Without <c>SIG</c>; null only waits.</param>
    /// <returns>Those that are left after the time.</returns>
    public static async Task<IReadOnlyList<int>> EndAsync(
        ServiceTarget target, IEnumerable<(int ProcessId, string Start)> processes, string? signal, TimeSpan patience, CancellationToken cancel)
    {
        string[] pairs = [.. processes.Select(process => string.Create(CultureInfo.InvariantCulture, $"{process.ProcessId}:{process.Start}"))];
        string tenths = Math.Ceiling(patience.TotalSeconds * 10).ToString("0", CultureInfo.InvariantCulture);
        RemoteResult result = await target.Machine.RunAsync(new RemoteScript(Script, [signal ?? "none", tenths, .. pairs]), cancel).ConfigureAwait(false);
        return [.. result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))];
    }
}
