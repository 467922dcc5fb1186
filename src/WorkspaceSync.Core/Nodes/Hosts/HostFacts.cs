using System.Globalization;
using System.Text;

namespace WorkspaceSync;

/// <summary>What was asked of a far machine to find its daemon: in one call, as each costs a way there and back.</summary>
/// <param name="OS">As <c>uname -s</c> says it.</param>
/// <param name="HomeDirectory">The session's HOME there.</param>
/// <param name="Environment">The session's variables that may move a home.</param>
/// <param name="Daemons">The daemons of this user, with the same HOME: one with another is of another world (a sandbox's).</param>
/// <param name="ConfigFiles">Which of the default places have a config.xml.</param>
internal sealed record HostFacts(
    string OS,
    string HomeDirectory,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<RunningDaemon> Daemons,
    IReadOnlySet<string> ConfigFiles) : IProcessTable
{
    // Pairs of a name and a value, each ended by NUL. proc(5) where there is one, ps elsewhere (macOS).
    private const string Script = DaemonEnvironment.Function +
        """
        give() { printf '%s\0%s\0' "$1" "$2"; }
        give os "$(uname -s)"
        give home "$HOME"
        for pair in "XDG_CONFIG_HOME=${XDG_CONFIG_HOME-}" "XDG_STATE_HOME=${XDG_STATE_HOME-}" "STHOMEDIR=${STHOMEDIR-}" "STCONFDIR=${STCONFDIR-}"; do
          [ -n "${pair#*=}" ] && give variable "$pair"
        done
        for dir in "${XDG_CONFIG_HOME:+$XDG_CONFIG_HOME/syncthing}" "$HOME/.config/syncthing" "${XDG_STATE_HOME:+$XDG_STATE_HOME/syncthing}" \
            "$HOME/.local/state/syncthing" "$HOME/Library/Application Support/Syncthing"; do
          [ -n "$dir" ] && [ -f "$dir/config.xml" ] && give config "$dir/config.xml"
        done
        if [ -d /proc/self ]; then
          for dir in /proc/[0-9]*; do
            { read -r comm <"$dir/comm"; } 2>/dev/null || continue
            case $comm in syncthing*) ;; *) continue ;; esac
            [ -O "$dir" ] || continue
            vars=$(variables "$dir") || continue
            give process "${dir#/proc/}"
            give arguments "$(tr '\0' '\n' <"$dir/cmdline" 2>/dev/null)"
            give environment "$vars"
          done
        else
          ps -axww -o pid=,command= -U "$(id -un)" | grep '[s]yncthing' | while read -r pid command; do
            give process "$pid"
            give command "$command"
            give environment "$(ps -Eww -o command= -p "$pid" | tr ' ' '\n' | grep -E '^(ST[A-Z]|XDG_|HOME=)')"
          done
        fi
        true
        """;

    public static async Task<HostFacts> AskAsync(IRemoteShell shell, CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript(Script), cancel).ConfigureAwait(false);
        string[] fields = Encoding.UTF8.GetString(answer.Output).Split('\0');
        return answer.ExitCode == 0 && fields.Length > 4
            ? Read(fields)
            : throw new SyncException(
                SyncError.RemoteCommandFailed,
                $"{shell.HostName}: its sh could not be asked about Syncthing (exit code {answer.ExitCode}): {PrintableText.Of(answer.Errors.Trim())}. Does 'ssh {shell.HostName} uname' work?");
    }

    /// <inheritdoc/>
    public IReadOnlyList<RunningDaemon> FindDaemons() => Daemons;

    private static HostFacts Read(string[] fields)
    {
        string os = "", home = "";
        Dictionary<string, string> variables = [];
        HashSet<string> configs = [];
        List<RunningDaemon> daemons = [];
        int process = 0;
        string[] arguments = [];
        for (int i = 0; i + 1 < fields.Length; i += 2)
        {
            string value = fields[i + 1];
            switch (fields[i])
            {
                case "os":
                    os = value;
                    break;
                case "home":
                    home = value;
                    break;
                case "variable":
                    variables[value[..value.IndexOf('=')]] = value[(value.IndexOf('=') + 1)..];
                    break;
                case "config":
                    configs.Add(value);
                    break;
                case "process":
                    process = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0;
                    break;
                case "arguments":
                    arguments = value.Split('\n');
                    break;
                case "command":
                    arguments = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    break;
                case "environment":
                    daemons.Add(new RunningDaemon(process, arguments, DaemonCommandLine.Relevant(value.Split('\n'))));
                    break;
            }
        }

        return new HostFacts(os, home, variables, [.. daemons.Where(daemon => IsOfThisHome(daemon, home))], configs);
    }

    private static bool IsOfThisHome(RunningDaemon daemon, string home) =>
        DaemonCommandLine.IsDaemon(daemon.Arguments) && daemon.Environment.GetValueOrDefault("HOME", home) == home;
}
