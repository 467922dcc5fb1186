using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>A directory that nobody can write to, root included, until it is disposed of.</summary>
internal sealed class UnwritableDirectory : IDisposable
{
    private readonly string _path;

    public UnwritableDirectory(string path)
    {
        _path = path;
        if (Environment.IsPrivilegedProcess)
        {
            Run("chattr", "+i", path); // permissions don't hold root
        }
        else
        {
            Run("chmod", "a-w", path);
        }
    }

    public void Dispose()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("chattr", "-i", _path);
        }
        else
        {
            Run("chmod", "u+w", _path);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
