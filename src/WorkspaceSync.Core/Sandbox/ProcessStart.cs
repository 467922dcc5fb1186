using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync;

/// <summary>Tells a process from another that has got its number since: by when it began.</summary>
internal static class ProcessStart
{
    /// <summary>When a process began, as text that is the same each time; null when there is none.</summary>
    public static string? Of(int processId)
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

    public static bool IsRunning(int processId) => Of(processId) is not null;
}
