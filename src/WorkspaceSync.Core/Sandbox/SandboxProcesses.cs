using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace WorkspaceSync;

/// <summary>The processes that were started with a file of a sandbox's directory among their arguments: its daemons and its sshd.</summary>
internal static class SandboxProcesses
{
    private const int Rounds = 5;

    /// <summary>Whether one runs that has this among its arguments; one that has ended has no arguments.</summary>
    public static bool Any(string part) => Find(part).Count > 0;

    /// <summary>Ends them at once, and removes the directory.</summary>
    public static void Remove(string directory)
    {
        // An outer process starts its inner one again when it sees that one's end before its own.
        for (int round = 0; round < Rounds && Find(directory + "/") is { Count: > 0 } running; round++)
        {
            Kill(running);
        }

        Directory.Delete(directory, recursive: true);
    }

    private static void Kill(List<int> running)
    {
        foreach (int processId in running)
        {
            try
            {
                using Process process = Process.GetProcessById(processId);
                process.Kill();
                process.WaitForExit(TimeSpan.FromSeconds(5));
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // it ended by itself, or is somebody else's
            }
        }
    }

    private static List<int> Find(string part)
    {
        List<int> found = [];
        foreach ((string processId, string arguments) in OperatingSystem.IsLinux() ? FromProc() : FromPs())
        {
            if (arguments.Contains(part, StringComparison.Ordinal)
                && int.TryParse(processId, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id != Environment.ProcessId)
            {
                found.Add(id);
            }
        }

        return found;
    }

    private static IEnumerable<(string ProcessId, string Arguments)> FromProc()
    {
        foreach (string directory in Directory.EnumerateDirectories("/proc", "*"))
        {
            string arguments;
            try
            {
                arguments = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Join(directory, "cmdline")));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            yield return (Path.GetFileName(directory), arguments);
        }
    }

    private static IEnumerable<(string ProcessId, string Arguments)> FromPs()
    {
        using Process? ps = Process.Start(new ProcessStartInfo("/bin/ps", ["-axww", "-o", "pid=,command="]) { RedirectStandardOutput = true, UseShellExecute = false });
        foreach (string line in ps?.StandardOutput.ReadToEnd().Split('\n') ?? [])
        {
            string[] parts = line.Trim().Split(' ', 2);
            if (parts.Length == 2)
            {
                yield return (parts[0], parts[1]);
            }
        }
    }
}
