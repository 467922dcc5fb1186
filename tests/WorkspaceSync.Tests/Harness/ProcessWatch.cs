using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>Reads the command lines and environments of all processes, over and over, and keeps which of some texts it saw.</summary>
internal sealed class ProcessWatch : IDisposable
{
    private readonly Thread _thread;
    private readonly SortedSet<string> _caught = new(StringComparer.Ordinal);
    private volatile bool _isOver;

    public ProcessWatch(IReadOnlyList<string> texts)
    {
        _thread = new Thread(() => Watch(texts)) { IsBackground = true };
        _thread.Start();
    }

    public IReadOnlyList<string> Caught
    {
        get
        {
            lock (_caught)
            {
                return [.. _caught];
            }
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
    }

    private void Watch(IReadOnlyList<string> texts)
    {
        while (!_isOver)
        {
            foreach (string folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[^1])))
            {
                string all = Read(folder, "cmdline") + Read(folder, "environ");
                foreach (string text in texts.Where(text => all.Contains(text, StringComparison.Ordinal)))
                {
                    lock (_caught)
                    {
                        _caught.Add(text);
                    }
                }
            }

            Thread.Sleep(5); // others want the machine too
        }
    }

    private static string Read(string folder, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Join(folder, file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended
        }
    }
}
