using System.Runtime.InteropServices;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// A directory that is open, so that the kernel finds what is in it without the way from the root: with many small files that
/// way is a good part of the work. The walk holds it, and so does everybody who has entries of it to read yet.
/// </summary>
internal sealed partial class OpenDirectory : IDisposable
{
    // A process has a limit, and the files themselves need some: those that are opened beyond this are found by their paths.
    private const int Most = 128;

    // What a name is at the most (NAME_MAX), with the zero behind it.
    private const int LongestName = 256;

    private static int s_open;

    private readonly string _path;
    private readonly int _descriptor;
    private int _holders = 1;

    private OpenDirectory(string path, int descriptor) => (_path, _descriptor) = (path + "/", descriptor);

    // Who was interrupted holds it no more.
    ~OpenDirectory() => Close();

    /// <summary>Opens a directory; null where that cannot be done or would be too many, and on macOS.</summary>
    /// <param name="path">Absolute.</param>
    public static OpenDirectory? TryOpen(string path)
    {
        if (!OperatingSystem.IsLinux() || Volatile.Read(ref s_open) >= Most || OpenFile.TryOpen(path) is not (>= 0 and int descriptor))
        {
            return null;
        }

        Interlocked.Increment(ref s_open);
        return new OpenDirectory(path, descriptor);
    }

    /// <summary>Holds it for one more.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>Lets it go; the last one closes it.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            Close();
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Opens a file in it for reading.</summary>
    /// <returns>A descriptor; negative when it cannot be opened, and the error is the platform's last.</returns>
    public int TryOpenFile(ReadOnlySpan<char> name)
    {
        Span<byte> bytes = stackalloc byte[LongestName];
        if (!Encoding.UTF8.TryGetBytes(name, bytes[..^1], out int count))
        {
            return -1;
        }

        bytes[count] = 0;
        int descriptor;
        do
        {
            descriptor = OpenAt(_descriptor, ref bytes[0], OpenFile.Flags);
        }
        while (OpenFile.IsInterrupted(descriptor));
        return descriptor;
    }

    /// <summary>What an entry of it is, a link not followed; null when there is none.</summary>
    /// <exception cref="SyncException">FileUnreadable, when the file system refuses to say.</exception>
    public FileFacts? Find(string name) => FileStat.Find(_descriptor, name, _path);

    private void Close()
    {
        OpenFile.Close(_descriptor);
        Interlocked.Decrement(ref s_open);
    }

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(int directory, ref byte name, int flags);
}
