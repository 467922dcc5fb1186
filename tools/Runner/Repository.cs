namespace WorkspaceSync.Tools;

/// <summary>Where things are in the source tree that this program was built in.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The module as built.</summary>
    public static string Module { get; } = Path.Join(Root, "out", "WorkspaceSync");

    /// <summary>A program of tools/ or tests/, as built.</summary>
    public static string Program(string name) => Path.Join(Root, "out", "tools", name, $"WorkspaceSync.{name}.dll");

    /// <summary>Says what is wrong with the command line; the exit code for that.</summary>
    public static int Refuse(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "WorkspaceSync.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No WorkspaceSync.sln above {AppContext.BaseDirectory}.");
    }
}
