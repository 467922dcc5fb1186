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
                    SandboxProcesses.Remove(directory);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // another user's, or going away just now
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
