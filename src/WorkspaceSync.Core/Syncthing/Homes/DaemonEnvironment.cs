namespace WorkspaceSync;

/// <summary>
/// What tells whose a daemon is. A program that begins or ends just now shows an empty environment for an instant (proc(5)), and
/// a daemon whose HOME is not known would pass for this user's own: no daemon is without HOME (it panics,
/// lib/locations/locations.go), so such a process is nobody's yet.
/// </summary>
internal static class DaemonEnvironment
{
    /// <summary>
    /// A function of sh: <c>variables DIRECTORY</c> prints what matters of the environment of the process in a directory of
    /// <c>/proc</c>, and fails where it shows none. It looks twice: the instant is shorter than that takes.
    /// </summary>
    public const string Function =
        """
        variables() {
          for look in 1 2; do
            shown=$(tr '\0' '\n' <"$1/environ" 2>/dev/null | grep -E '^(ST[A-Z]|XDG_|HOME=)')
            printf '%s\n' "$shown" | grep -q '^HOME=' && printf '%s\n' "$shown" && return
          done
          false
        }

        """;

    /// <summary>The same of an environment that was read: null where it shows none.</summary>
    public static IReadOnlyDictionary<string, string>? Of(IEnumerable<string> entries) =>
        DaemonCommandLine.Relevant(entries) is var relevant && relevant.ContainsKey("HOME") ? relevant : null;
}
