using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WorkspaceSync.Tools;

/// <summary>Runs a program on our own terminal and gives its exit code; it doesn't outlive us.</summary>
internal static class Child
{
    public static async Task<int> RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;

        // Ctrl+C reaches the child as well: it ends as it wants to, and then we do.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            process.Kill(entireProcessTree: true);
        });
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }
}
