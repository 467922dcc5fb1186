using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>A small file system over a directory, for what happens when it is full.</summary>
internal sealed class Tmpfs : IDisposable
{
    private readonly string _path;

    public Tmpfs(string path, string size)
    {
        _path = path;
        Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path);
    }

    public void Dispose() => Run("umount", "-l", _path);

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
