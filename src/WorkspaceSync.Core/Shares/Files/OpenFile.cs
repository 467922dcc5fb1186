using System.Runtime.InteropServices;

namespace WorkspaceSync;

/// <summary>
/// A file that is open for reading, by the kernel's own calls. .NET's handles ask for a lock, for the lock's end and for what
/// kind of file it is besides: for a small file that is more work than to read it. Whoever writes or replaces it goes on doing so.
/// </summary>
internal readonly partial struct OpenFile : IDisposable
{
    private const int Interrupted = 4;

    private readonly LocalFiles _files;
    private readonly string _path;
    private readonly int _descriptor;

    /// <param name="path">From the share's root.</param>
    /// <param name="directory">The file's directory, where that is open.</param>
    /// <exception cref="SyncException">FileUnreadable.</exception>
    public OpenFile(LocalFiles files, string path, OpenDirectory? directory = null)
    {
        (_files, _path) = (files, path);
        _descriptor = directory is null ? TryOpen(files.Absolute(path)) : directory.TryOpenFile(path.AsSpan(path.LastIndexOf('/') + 1));
        if (_descriptor < 0)
        {
            throw Trouble();
        }
    }

    /// <summary>O_RDONLY | O_NONBLOCK | O_CLOEXEC: a fifo that took the name of a file would else hold whoever opens it.</summary>
    public static int Flags { get; } = OperatingSystem.IsMacOS() ? 0x4 | 0x1000000 : 0x800 | 0x80000;

    /// <summary>Opens what a path leads to.</summary>
    /// <returns>A descriptor; negative when it cannot be opened, and the error is the platform's last.</returns>
    public static int TryOpen(string path)
    {
        int descriptor;
        do
        {
            descriptor = Open(path, Flags);
        }
        while (IsInterrupted(descriptor));
        return descriptor;
    }

    /// <summary>Whether a call failed only because a signal came, and is to be made again.</summary>
    public static bool IsInterrupted(nint result) => result < 0 && Marshal.GetLastPInvokeError() == Interrupted;

    /// <summary>Closes a descriptor.</summary>
    public static void Close(int descriptor) => _ = CloseDescriptor(descriptor);

    /// <summary>Reads from an offset on, until the buffer is full or the file ends.</summary>
    /// <param name="size">Where the end was when it was looked for: a read that ends there is not tried once more.</param>
    /// <exception cref="SyncException">FileUnreadable.</exception>
    public int Read(Span<byte> buffer, long at, long size)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            nint count = Read(_descriptor, ref buffer[total], buffer.Length - total, at + total);
            if (count < 0 && !IsInterrupted(count))
            {
                throw Trouble();
            }

            total += (int)Math.Max(count, 0);
            if (count == 0 || (count > 0 && at + total == size && total < buffer.Length))
            {
                break;
            }
        }

        return total;
    }

    /// <summary>What it is, whatever has its name by now. On Linux only.</summary>
    /// <exception cref="SyncException">FileUnreadable, when the file system refuses to say.</exception>
    public FileFacts Look() => FileStat.Of(_descriptor) ?? throw Trouble();

    /// <inheritdoc/>
    public void Dispose() => Close(_descriptor);

    private SyncException Trouble() => FileTrouble.Unreadable(_files.Absolute(_path), Marshal.GetLastPInvokeErrorMessage());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static partial nint Read(int descriptor, ref byte buffer, nint count, long at);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
