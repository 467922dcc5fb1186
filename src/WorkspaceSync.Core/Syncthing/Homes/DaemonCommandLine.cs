namespace WorkspaceSync;

/// <summary>What tells a daemon from Syncthing's other uses, and which of its environment matters.</summary>
internal static class DaemonCommandLine
{
    // Anything else as the first word is a command that ends by itself; no word at all is "serve" (1.x and 2.x).
    private static readonly HashSet<string> s_otherCommands = ["cli", "generate", "decrypt", "device-id", "paths", "upgrade", "version", "browser", "debug", "install-completions", "help"];

    public static bool IsDaemon(IReadOnlyList<string> arguments) =>
        arguments.Count > 0
        && Path.GetFileName(arguments[0]).StartsWith("syncthing", StringComparison.Ordinal)
        && !arguments.Skip(1).Take(1).Any(s_otherCommands.Contains)
        && !arguments.Any(argument => argument is "--version" or "-version" or "--device-id" or "-device-id" or "--paths" or "-paths" or "--help" or "-h");

    /// <summary>The variables that move a home or its API.</summary>
    public static IReadOnlyDictionary<string, string> Relevant(IEnumerable<string> environment)
    {
        Dictionary<string, string> relevant = [];
        foreach (string entry in environment)
        {
            int equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && (entry.StartsWith("ST", StringComparison.Ordinal) || entry.StartsWith("XDG_", StringComparison.Ordinal) || entry.StartsWith("HOME=", StringComparison.Ordinal)))
            {
                relevant[entry[..equals]] = entry[(equals + 1)..];
            }
        }

        return relevant;
    }
}
