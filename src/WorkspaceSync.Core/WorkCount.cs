namespace WorkspaceSync;

/// <summary>What of many files is done, counted by the threads that do it and looked at by whoever shows it.</summary>
internal sealed class WorkCount
{
    // A smaller one is over before it could be read on a screen.
    private const long Large = 1 << 20;

    private readonly List<(string Path, long Size)> _large = [];
    private long _bytes;
    private string? _last;

    /// <summary>Bytes that are done.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>The largest file that is on its way, else the one that was begun last; null when there was none yet.</summary>
    public string? File
    {
        get
        {
            lock (_large)
            {
                return _large.Count > 0 ? _large.MaxBy(one => one.Size).Path : Volatile.Read(ref _last);
            }
        }
    }

    /// <summary>A file or a directory is begun.</summary>
    public void Begin(string path, long size = 0)
    {
        Volatile.Write(ref _last, path);
        if (size >= Large)
        {
            lock (_large)
            {
                _large.Add((path, size));
            }
        }
    }

    /// <summary>So many bytes more are done.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>A file has ended that was begun.</summary>
    public void End(string path, long size)
    {
        if (size >= Large)
        {
            lock (_large)
            {
                _large.Remove((path, size));
            }
        }
    }
}
