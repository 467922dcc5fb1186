namespace WorkspaceSync.Tools;

/// <summary>Plays the demo: in pwsh as a user would, or in the engine from NuGet.</summary>
internal static class DemoCommand
{
    public static Task<int> RunAsync(string[] args)
    {
        PowerShellProgram program = PowerShellProgram.Pwsh ?? PowerShellProgram.Shell;
        Console.WriteLine(program == PowerShellProgram.Shell
            ? "There is no pwsh here: the demo plays in tools/Shell, the PowerShell engine from NuGet."
            : $"The demo plays in {program.File}.");
        return Child.RunAsync(program.Play(Path.Join(Repository.Root, "tools", "Demo", "Demo.ps1"), args));
    }
}
