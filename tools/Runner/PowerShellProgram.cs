using System.Diagnostics;

namespace WorkspaceSync.Tools;

/// <summary>What plays PowerShell scripts here: the machine's pwsh, or tools/Shell where there is none.</summary>
internal sealed record PowerShellProgram(string Name, string File, IReadOnlyList<string> Arguments)
{
    private const string Choice = "WORKSPACESYNC_PWSH";

    /// <summary>The machine's pwsh: the one that the environment names, or the first in PATH; null when there is none.</summary>
    public static PowerShellProgram? Pwsh { get; } = FindPwsh() is { } file ? new("pwsh", file, ["-NoProfile", "-File"]) : null;

    /// <summary>The engine from NuGet, with the built module imported.</summary>
    public static PowerShellProgram Shell { get; } =
        new("tools/Shell", Environment.ProcessPath!, [Repository.Program("Shell")]);

    /// <summary>Composes the call of a script.</summary>
    public ProcessStartInfo Play(string script, params IEnumerable<string> arguments) => new(File, [.. Arguments, script, .. arguments]);

    private static string? FindPwsh()
    {
        string? chosen = Environment.GetEnvironmentVariable(Choice);
        if (!string.IsNullOrEmpty(chosen))
        {
            return chosen == "none" ? null
                : System.IO.File.Exists(chosen) ? chosen
                : throw new FileNotFoundException($"{Choice} names '{chosen}', and there is no such file.");
        }

        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Join(folder, name)).FirstOrDefault(System.IO.File.Exists);
    }
}
