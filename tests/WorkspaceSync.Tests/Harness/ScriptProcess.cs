using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>The engine with our cmdlets in a process of its own, in the same sandbox's world: for what is killed, or looked at from outside.</summary>
internal static class ScriptProcess
{
    /// <summary>What a process ends with that SIGKILL ended.</summary>
    public const int Killed = 137;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    public static Process Start(string script, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(ScriptProcess).Assembly.Location, Program.PlayVerb, script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a script to the end of the process, however that comes.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string script, params (string Name, string Value)[] environment)
    {
        using Process process = Start(script, environment);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(s_patience);
        await process.WaitForExitAsync().WaitAsync(s_patience);
        return (process.ExitCode, output, await errors);
    }
}
