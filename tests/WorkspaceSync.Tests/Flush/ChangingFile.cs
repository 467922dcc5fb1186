namespace WorkspaceSync.Tests;

/// <summary>A log that is written to all the time, until this is disposed of.</summary>
internal sealed class ChangingFile : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _isOver;

    public ChangingFile(string path)
    {
        File.AppendAllText(path, "begun\n");
        LengthAtStart = new FileInfo(path).Length;
        _thread = new Thread(() =>
        {
            using StreamWriter writer = new(path, append: true) { AutoFlush = true };
            while (!_isOver)
            {
                writer.WriteLine("one more line");
                Thread.Sleep(1);
            }
        });
        _thread.Start();
    }

    /// <summary>What any later yes has to include.</summary>
    public long LengthAtStart { get; }

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
    }
}
