using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>The user's browser.</summary>
internal static class Browser
{
    /// <summary>Opens a page in it.</summary>
    /// <returns>False where there is none that could be seen.</returns>
    public static bool TryOpen(Uri page)
    {
        string? program = Environment.GetEnvironmentVariable("BROWSER") is { Length: > 0 } chosen && !chosen.Contains(':', StringComparison.Ordinal) ? chosen
            : OperatingSystem.IsMacOS() ? "open"
            : Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 } ? "xdg-open"
            : null;
        if (program is null)
        {
            return false;
        }

        try
        {
            // Its chatter is not ours to show.
            using Process? started = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$1\" >/dev/null 2>&1", program, page.AbsoluteUri]));
            return started is not null && (!started.WaitForExit(300) || started.ExitCode == 0);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
