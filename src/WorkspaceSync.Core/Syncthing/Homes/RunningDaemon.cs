namespace WorkspaceSync;

/// <summary>A process that is a Syncthing daemon of this user.</summary>
/// <param name="ProcessId">The outer or the inner process: a daemon has two, and both name the same home.</param>
/// <param name="Arguments">Its command line, the program included.</param>
/// <param name="Environment">The variables of its environment that matter: ST*, XDG_*, HOME.</param>
internal sealed record RunningDaemon(int ProcessId, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Flags that take a value, and stand with it in one argument or in two, with one dash or two.</summary>
    public string? Flag(params string[] names)
    {
        for (int i = 1; i < Arguments.Count; i++)
        {
            string argument = Arguments[i];
            string name = argument.TrimStart('-');
            if (name.Length == argument.Length)
            {
                continue;
            }

            int equals = name.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && names.Contains(name[..equals]))
            {
                return name[(equals + 1)..];
            }

            if (equals < 0 && names.Contains(name) && i + 1 < Arguments.Count)
            {
                return Arguments[i + 1];
            }
        }

        return null;
    }
}
