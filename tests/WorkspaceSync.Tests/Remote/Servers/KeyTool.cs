using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>Runs a program of OpenSSH, or another, to its end.</summary>
internal static class KeyTool
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>A new key pair.</summary>
    public static Task CreateAsync(string file, string type, string passphrase = "", params IEnumerable<string> more) =>
        RunAsync("ssh-keygen", ["-q", "-t", type, "-N", passphrase, "-C", "key " + Path.GetFileName(file), "-f", file, .. more]);

    /// <summary>Runs it; it has to succeed.</summary>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        (int code, string output, string errors) = await TryAsync(program, arguments);
        Assert.True(code == 0, $"{program}: {code}: {errors}");
        return output;
    }

    /// <summary>Runs it, with nothing to read, and says how it ended.</summary>
    public static async Task<(int Code, string Output, string Errors)> TryAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(s_patience);
        await process.WaitForExitAsync().WaitAsync(s_patience);
        return (process.ExitCode, output, await errors);
    }
}
