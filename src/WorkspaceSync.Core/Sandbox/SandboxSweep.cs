using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync;

/// <summary>Removes what a sandbox left whose guard was killed together with its owner.</summary>
internal static class SandboxSweep
{
    public const string Prefix = "workspacesync-sandbox-";

    // Between a sandbox's directory and its mark lies the making of its keys.
    private static readonly TimeSpan s_birth = TimeSpan.FromMinutes(2);

    /// <summary>Looks through the directory of temporary files; what is not ours to remove is left alone.</summary>
    public static void Run(string temporaryFiles)
    {
        foreach (string directory in Directory.EnumerateDirectories(temporaryFiles, Prefix + "*"))
        {
            try
            {
                if (!IsGuarded(directory))
                {
                    KillDaemons(directory);
                    Directory.Delete(directory, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // another user's, or going away just now
            }
        }
    }

    /// <summary>Ends the daemons whose homes are in the directory, known by their own command lines.</summary>
    public static void KillDaemons(string directory)
    {
        IProcessTable table = OperatingSystem.IsMacOS() ? new MacProcessTable() : new LinuxProcessTable();
        foreach (RunningDaemon daemon in table.FindDaemons().Where(daemon => daemon.Flag("home") is { } home && home.StartsWith(directory + "/", StringComparison.Ordinal)))
        {
            try
            {
                using Process process = Process.GetProcessById(daemon.ProcessId);
                process.Kill();
                process.WaitForExit(TimeSpan.FromSeconds(5));
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // it ended by itself
            }
        }
    }

    private static bool IsGuarded(string directory)
    {
        string mark = Path.Join(directory, HomeFinder.SandboxMark);
        if (!File.Exists(mark))
        {
            return DateTime.UtcNow - Directory.GetCreationTimeUtc(directory) < s_birth;
        }

        string[] guard = File.ReadAllText(mark).Split(' ', 2, StringSplitOptions.TrimEntries);
        return guard.Length == 2
            && int.TryParse(guard[0], NumberStyles.None, CultureInfo.InvariantCulture, out int processId)
            && ProcessStart.Of(processId) == guard[1];
    }
}
