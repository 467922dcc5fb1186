using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync;

/// <summary>Asks <c>ps</c>, as there is no /proc on a Mac. Its answer has no quotes: arguments with blanks are put together again by what exists.</summary>
internal sealed class MacProcessTable(string program = "/bin/ps") : IProcessTable
{
    public IReadOnlyList<RunningDaemon> FindDaemons()
    {
        List<RunningDaemon> daemons = [];
        foreach (string line in Run("-axww", "-o", "pid=,command=", "-U", Environment.UserName))
        {
            string[] parts = line.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[1].Contains("syncthing", StringComparison.Ordinal)
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int processId)
                && SplitCommand(parts[1]) is { } arguments && DaemonCommandLine.IsDaemon(arguments))
            {
                // With -E the environment follows the command, for processes of one's own.
                string all = string.Concat(Run("-Eww", "-o", "command=", "-p", processId.ToString(CultureInfo.InvariantCulture)));
                daemons.Add(new RunningDaemon(processId, arguments, DaemonCommandLine.Relevant(all.Split(' '))));
            }
        }

        return daemons;
    }

    /// <summary>Splits at blanks, and joins a flag's value again as long as the longer path exists.</summary>
    internal static string[] SplitCommand(string command)
    {
        List<string> arguments = [];
        foreach (string word in command.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (arguments.Count > 0 && !word.StartsWith('-') && $"{arguments[^1]} {word}" is string joined && Path.Exists(joined[(joined.IndexOf('=', StringComparison.Ordinal) + 1)..]))
            {
                arguments[^1] = joined;
            }
            else
            {
                arguments.Add(word);
            }
        }

        return [.. arguments];
    }

    private string[] Run(params string[] arguments)
    {
        using Process? ps = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
        return ps is null ? [] : ps.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
