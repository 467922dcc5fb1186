using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WorkspaceSync.Tools;

/// <summary>Runs a program on our own terminal and gives its exit code; it doesn't outlive us.</summary>
internal static class Child
{
    private const int EndedByInterrupt = 130;
    private const int EndedByTerm = 143;

    /// <summary>Runs it to its end.</summary>
    /// <param name="start">The program.</param>
    /// <param name="label">Stands before each of its lines, where several run at once; null gives it the terminal itself.</param>
    public static async Task<int> RunAsync(ProcessStartInfo start, string? label = null)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = label is not null;
        using Process process = new() { StartInfo = start };
        if (label is not null)
        {
            process.OutputDataReceived += (_, line) => Write(label, line.Data);
            process.ErrorDataReceived += (_, line) => Write(label, line.Data);
        }

        process.Start();
        if (label is not null)
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        // Ctrl+C reaches the child as well: it ends as it wants to, and then we do, without what was still to come.
        bool isInterrupted = false;
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = isInterrupted = true);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ =>
        {
            process.Kill(entireProcessTree: true);
            Environment.Exit(EndedByTerm);
        });
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (isInterrupted)
        {
            Environment.Exit(EndedByInterrupt);
        }

        return process.ExitCode;
    }

    private static void Write(string label, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            Console.WriteLine($"{label}: {line}");
        }
    }
}
