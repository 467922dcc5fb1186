using System.Diagnostics;
using System.Globalization;
using WorkspaceSync.Tools;

namespace WorkspaceSync.Tests;

/// <summary>Import-Module in a fresh process, over the import of a module that is empty.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const int Rounds = 15;
    private const double Promised = 40;

    // Within the process: the start of PowerShell itself, which is many times as long, would only be noise.
    private const string Script = """
        param([string] $Module)
        $ErrorActionPreference = 'Stop'
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        Import-Module $Module
        $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """;

    public string Name => "import";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancel)
    {
        PowerShellProgram program = PowerShellProgram.Pwsh ?? PowerShellProgram.Shell;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workspacesync-import-");
        try
        {
            string script = Path.Join(folder.FullName, "import.ps1");
            string empty = Path.Join(folder.FullName, "Empty.psm1");
            await File.WriteAllTextAsync(script, Script, cancel);
            await File.WriteAllTextAsync(empty, "", cancel);
            (Samples ours, Samples theirs) = await Samples.AlternateAsync(
                Rounds,
                () => ImportAsync(program, script, Repository.Module, cancel),
                () => ImportAsync(program, script, empty, cancel));
            return [new($"Import-Module, fresh process of {program.Name}", "ms", ours, "an empty module", theirs, Bound.AtMostMore(Promised))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> ImportAsync(PowerShellProgram program, string script, string module, CancellationToken cancel)
    {
        ProcessStartInfo start = program.Play(script, "-Module", module);
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{program.Name} could not import {module}; it says why above.");
    }
}
