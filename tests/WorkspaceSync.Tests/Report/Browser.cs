using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>Headless Chromium, which looks at a page as people's browsers do. It reaches no network: pages are files.</summary>
internal static class Browser
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => s_names.Select(name => Path.Join(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>The page's elements after it was loaded.</summary>
    public static Task<string> DumpAsync(string page, string profile) => RunAsync(profile, "--dump-dom", new Uri(page).AbsoluteUri);

    /// <summary>A picture of the page.</summary>
    public static async Task<long> PictureAsync(string page, string profile, string picture, int width, bool isDark)
    {
        await RunAsync(profile, $"--window-size={width},1400", $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}", $"--screenshot={picture}", new Uri(page).AbsoluteUri);
        return new FileInfo(picture).Length;
    }

    private static async Task<string> RunAsync(string profile, params string[] arguments)
    {
        ProcessStartInfo start = new(Program!, ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", $"--user-data-dir={profile}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
