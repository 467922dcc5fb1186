using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>A running OwnerProgram, and what is left of its sandbox.</summary>
internal sealed class SandboxOwner : IDisposable
{
    private readonly Process _process;

    private SandboxOwner(Process process, string directory, int guard)
    {
        _process = process;
        Directory = directory;
        Guard = guard;
    }

    public string Directory { get; }

    public int Guard { get; }

    /// <param name="temporaryFiles">Where its sandbox is; null where all are, and where any other start sweeps it once it is dead.</param>
    public static async Task<SandboxOwner> StartAsync(string program, string? temporaryFiles = null)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [typeof(OwnerProgram).Assembly.Location, program]) { RedirectStandardOutput = true };
        if (temporaryFiles is not null)
        {
            start.Environment["TMPDIR"] = temporaryFiles;
        }

        Process process = Process.Start(start)!;
        string line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) ?? throw new InvalidOperationException("The owner of the sandbox ended.");
        return new SandboxOwner(process, line.Split(' ')[0], int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>SIGKILL to the owner alone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>The command lines of everything that runs for a sandbox, its guard included.</summary>
    public static IReadOnlyList<string> ProcessesOf(string directory) =>
        [.. CommandLines().Where(line => line.Contains(directory, StringComparison.Ordinal))];

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static IEnumerable<string> CommandLines()
    {
        if (!OperatingSystem.IsLinux())
        {
            using Process ps = Process.Start(new ProcessStartInfo("/bin/ps", ["-axww", "-o", "command="]) { RedirectStandardOutput = true })!;
            return ps.StandardOutput.ReadToEnd().Split('\n');
        }

        List<string> lines = [];
        foreach (string file in System.IO.Directory.GetDirectories("/proc").Select(process => Path.Join(process, "cmdline")))
        {
            try
            {
                lines.Add(File.ReadAllText(file).Replace('\0', ' '));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // no process, or one that ended meanwhile
            }
        }

        return lines;
    }
}
