using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>A theory that fills a small disk of its own: skipped, saying so, where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SkippableDiskTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> s_canMount = new(CanMount);

    public SkippableDiskTheoryAttribute() => Skip = s_canMount.Value ? null : "A tmpfs cannot be mounted here (it takes root and CAP_SYS_ADMIN): the full disk is not tested.";

    private static bool CanMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        string directory = Directory.CreateTempSubdirectory("mount-").FullName;
        try
        {
            return Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory) && Run("umount", directory);
        }
        finally
        {
            Directory.Delete(directory);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
