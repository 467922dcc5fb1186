namespace WorkspaceSync;

/// <summary>
/// What is sent to a far machine so that a script is run there. The login shell, whichever it is, only ever sees one constant
/// line; the script follows on standard input, so that nothing of it stands in a list of processes and no limit of a command
/// line matters.
/// </summary>
internal static class RemoteCommand
{
    /// <summary>The command for sshd. Its words mean the same to sh, bash, zsh, fish and csh.</summary>
    public const string LoginLine = """exec /bin/sh -c 'IFS= read -r s; eval "$(printf %b "$s")"'""";

    // Ends what this process started, by way of ps, which is the same everywhere. Its own children are what the answer is for.
    private const string KillTree = """
        doomed=$(ps -A -o pid= -o ppid= | awk -v root="$1" '
            { parent[$1] = $2 }
            END {
                doomed[root] = 1
                do {
                    found = 0
                    for (p in parent) if (!(p in doomed) && (parent[p] in doomed)) { doomed[p] = 1; found = 1 }
                } while (found)
                for (p in doomed) print p
            }')
        kill -s KILL ${doomed:-$1}
        """;

    // sshd makes each session its own process group. Where the login shell did not become our sh, ps knows the group.
    private const string SignalGroup = """
        kill -s "$1" -- "-$2" 2>/dev/null || { group=$(ps -o pgid= -p "$2") && kill -s "$1" -- "-$(printf %s $group)"; }
        """;

    // "cd": sshd begins in the home that the account has, which is not HOME where sshd is told another (SetEnv), as in a sandbox.
    /// <summary>The first line of standard input, for a script that owns its session.</summary>
    public static string Start(RemoteScript script, string fence) =>
        ShellQuote.ToLine($"""
            printf '\n%s %s\n' {fence} "$$"
            printf '\n%s\n' {fence} >&2
            cd >/dev/null 2>&1
            set -- {ShellQuote.Join(script.Arguments)}
            {script.Text}
            """) + "\n";

    /// <summary>The same for a shell that is held, to run one script after another.</summary>
    public static string Hold(string fence) =>
        ShellQuote.ToLine($"""
            printf '\n%s %s\n' {fence} "$$"
            printf '\n%s\n' {fence} >&2
            cd >/dev/null 2>&1
            exec /bin/sh
            """) + "\n";

    /// <summary>
    /// A script for a held shell: it changes nothing of the shell, and is fenced at both ends on both streams. At its end stands
    /// its exit code.
    /// </summary>
    public static string RunHeld(RemoteScript script, string begin, string end) => $"""
        printf '\n%s\n' {begin} >&2; printf '\n%s\n' {begin}; (set -- {ShellQuote.Join(script.Arguments)}; eval {ShellQuote.Quote(script.Text)}) </dev/null; printf '\n%s %s\n' {end} "$?"; printf '\n%s\n' {end} >&2

        """;

    /// <summary>Kills a process and all that it started, except what has made itself independent.</summary>
    public static RemoteScript Kill(int processId) => new(KillTree, $"{processId}");

    /// <summary>Sends a signal to the process group that a started script leads.</summary>
    /// <param name="signal">Without <c>SIG</c>.</param>
    public static RemoteScript Signal(string signal, int processId) => new(SignalGroup, signal, $"{processId}");
}
