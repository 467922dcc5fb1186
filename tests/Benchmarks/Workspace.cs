using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>Two private daemons that share one tree, set up by the cmdlets as a user would.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workspacesync-benchmark-");

    /// <param name="files">How many files there are before the first sync, a hundred a directory.</param>
    public Workspace(int files)
    {
        try
        {
            Nodes = SetUp(files);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Engine Engine { get; } = new();

    /// <summary>This side and the other.</summary>
    public IReadOnlyList<SyncNode> Nodes { get; }

    public string Here => Path.Join(_folder.FullName, "here");

    public string There => Path.Join(_folder.FullName, "there");

    /// <summary>One of the files, on this side.</summary>
    public string PathOf(int file) => Path.Join(Here, $"d{file / 100:000}", $"f{file:00000}.txt");

    public void Dispose()
    {
        Engine.Dispose();
        _folder.Delete(recursive: true);
    }

    // The first of the binaries that SYNCTHING names, else the installed one.
    private static string Program => Environment.GetEnvironmentVariable("SYNCTHING")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? $"-Program '{first}'" : "";

    private SyncNode[] SetUp(int files)
    {
        for (int file = 0; file < files; file++)
        {
            string path = PathOf(file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"file {file}\n");
        }

        Directory.CreateDirectory(Here);
        IReadOnlyList<PSObject> nodes = Engine.Run($$"""
            $here, $there = Start-SyncSandbox -Name here, there {{Program}}
            $null = $there | New-SyncDevice -Node $here
            $null = $here | New-SyncDevice -Node $there
            $null = New-SyncShare '{{Here}}' -Id nt -Device there -Node $here
            $null = New-SyncShare '{{There}}' -Id nt -Device here -Node $there
            while (-not (Get-SyncDevice there -Node $here).Connected) { [Threading.Thread]::Sleep(100) }
            $null = Wait-SyncShare nt -Node $here -Timeout 300
            $here, $there
            """);
        return [.. nodes.Select(node => (SyncNode)node.BaseObject)];
    }
}
