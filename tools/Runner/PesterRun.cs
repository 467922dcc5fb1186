using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync.Tools;

/// <summary>The acceptance suite, in a real pwsh, on the module as built.</summary>
internal static class PesterRun
{
    private const int NoPester = 3;
    private static readonly Uri s_gallery = new("https://www.powershellgallery.com/api/v2/");

    public static async Task<TestCounts> RunAsync(string? filter)
    {
        string suite = Path.Join(Repository.Root, "tests", "Acceptance");
        if (filter is not null)
        {
            return Skip("--filter chooses among the xunit tests.");
        }

        if (!Directory.Exists(suite) || Directory.GetFiles(suite, "*.Tests.ps1", SearchOption.AllDirectories).Length == 0)
        {
            return Skip("there is no *.Tests.ps1 in tests/Acceptance.");
        }

        if (PowerShellProgram.Pwsh is not { } pwsh)
        {
            return Skip("there is no pwsh in PATH. Install PowerShell 7.4 or newer: https://aka.ms/powershell");
        }

        string report = Path.Join(Repository.Root, "out", "tests", "pester.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.Delete(report);
        string script = Path.Join(AppContext.BaseDirectory, "Pester.ps1");
        int exit = await Child.RunAsync(Start(pwsh, script, suite, report), "Pester").ConfigureAwait(false);
        if (exit == NoPester)
        {
            string gallery = await IsReachableAsync().ConfigureAwait(false) ? "reachable" : "unreachable";
            if (gallery == "reachable")
            {
                exit = await Child.RunAsync(Start(pwsh, script, suite, report, "-Install"), "Pester").ConfigureAwait(false);
            }

            if (exit == NoPester)
            {
                return Skip($"Pester 5 is not installed, and the PowerShell Gallery is {gallery}. Install it: Install-PSResource Pester");
            }
        }

        return Read(report, exit);
    }

    private static ProcessStartInfo Start(PowerShellProgram pwsh, string script, string suite, string report, params string[] more)
    {
        ProcessStartInfo start = pwsh.Play(script, ["-Suite", suite, "-Report", report, .. more]);

        // Import-Module WorkspaceSync, by name, means the module as built.
        start.Environment["PSModulePath"] = string.Join(
            Path.PathSeparator, Path.GetDirectoryName(Repository.Module), Environment.GetEnvironmentVariable("PSModulePath"));
        return start;
    }

    private static TestCounts Read(string report, int exit)
    {
        int[] counts = File.Exists(report)
            ? [.. File.ReadAllText(report).Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture))]
            : [];
        if (counts is [int passed, int failed, int skipped] && (exit == 0 || failed > 0))
        {
            return new(passed, failed, skipped);
        }

        TestCommand.Announce($"Pester ended with {exit} and no result (its own words are above): counted as one failure.");
        return new(0, 1, 0);
    }

    private static TestCounts Skip(string why)
    {
        TestCommand.Announce($"PESTER DID NOT RUN: {why}");
        return TestCounts.None;
    }

    private static async Task<bool> IsReachableAsync()
    {
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using HttpResponseMessage answer =
                await client.GetAsync(s_gallery, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
