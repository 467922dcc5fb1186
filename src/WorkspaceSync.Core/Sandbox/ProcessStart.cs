using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync;

/// <summary>Tells a process from another that has got its number since: by when it began.</summary>
internal static class ProcessStart
{
    // Of the fields of /proc/PID/stat (proc(5)) after the program's name, which may have blanks and brackets itself.
    private const int State = 0, StartTime = 19;

    /// <summary>When a process began, as text that is the same each time; null when there is none, or it has ended.</summary>
    public static string? Of(int processId) => OperatingSystem.IsLinux() ? OfLinux(processId) : OfOthers(processId);

    public static bool IsRunning(int processId) => Of(processId) is not null;

    // The kernel's own count: .NET makes a time of day out of it, which differs by a little in each process that asks. And a
    // zombie has ended, though .NET has it running.
    private static string? OfLinux(int processId)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{processId}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[State] is "Z" or "X" ? null : fields[StartTime];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? OfOthers(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
