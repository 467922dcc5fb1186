using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>A line for sh, timed from its start to its end.</summary>
internal static class ShellCommand
{
    /// <param name="isRight">What has to be true of the output.</param>
    public static async Task<double> TimeAsync(string line, Func<string, bool> isRight, CancellationToken cancel)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", line]) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        double elapsed = watch.Elapsed.TotalMilliseconds;
        return process.ExitCode == 0 && isRight(output) ? elapsed : throw new InvalidOperationException($"'{line}' ended with {process.ExitCode} and gave {output.Length} characters, not what it should.");
    }

    /// <summary>Whether a program is on the path.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Join(folder, program)));
}
