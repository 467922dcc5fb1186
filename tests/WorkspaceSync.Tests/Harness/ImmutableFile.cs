using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>
/// A file that nobody can change or replace until this is disposed of: chattr +i, which only root can set. Permissions alone
/// don't do, as Syncthing gives itself those that it lacks.
/// </summary>
internal sealed class ImmutableFile : IDisposable
{
    private readonly string _path;

    public ImmutableFile(string path)
    {
        _path = path;
        Run("+i");
    }

    public void Dispose() => Run("-i");

    private void Run(string change)
    {
        using Process process = Process.Start("chattr", [change, _path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
