using System.Globalization;
using System.Text;

namespace WorkspaceSync;

/// <summary>Looks into <c>/proc</c> (proc(5)).</summary>
internal sealed class LinuxProcessTable(string root = "/proc") : IProcessTable
{
    public IReadOnlyList<RunningDaemon> FindDaemons()
    {
        List<RunningDaemon> daemons = [];
        foreach (string directory in Directory.EnumerateDirectories(root))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out int processId) && Read(directory, processId) is { } daemon)
            {
                daemons.Add(daemon);
            }
        }

        return daemons;
    }

    private static RunningDaemon? Read(string directory, int processId)
    {
        try
        {
            // comm first: it is short, and rules out nearly every process.
            if (!File.ReadAllText(Path.Join(directory, "comm")).StartsWith("syncthing", StringComparison.Ordinal))
            {
                return null;
            }

            string[] arguments = SplitNul(File.ReadAllBytes(Path.Join(directory, "cmdline")));
            if (!DaemonCommandLine.IsDaemon(arguments))
            {
                return null;
            }

            // Only the owner (and root) may read it: another user's daemon ends here.
            string environ = Path.Join(directory, "environ");
            return (DaemonEnvironment.Of(SplitNul(File.ReadAllBytes(environ))) ?? DaemonEnvironment.Of(SplitNul(File.ReadAllBytes(environ)))) is { } environment
                ? new RunningDaemon(processId, arguments, environment)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] SplitNul(byte[] data) => Encoding.UTF8.GetString(data).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
