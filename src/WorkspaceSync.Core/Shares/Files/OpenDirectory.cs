using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace WorkspaceSync;

/// <summary>
/// A directory that is open, so that the kernel finds what is in it without the way from the root: with many small files that
/// way is a good part of the work. The walk holds it, and so does everybody who has entries of it to read yet. Its entries are
/// read by the kernel's own call as well (getdents64(2), the same layout on every processor): .NET keeps to itself what the
/// directory says an entry is, and would ask once more.
/// </summary>
internal sealed partial class OpenDirectory : IDisposable
{
    // A process has a limit, and the files themselves need some: those that are opened beyond this are found by their paths.
    private const int Most = 128;

    // What a name is at the most (NAME_MAX), with the zero behind it.
    private const int LongestName = 256;

    private const int ReadAtOnce = 32 * 1024;
    private const int NoEntry = 2;

    // getdents64 has no name in older libraries; what it is called by is the kernel's, for the processors that PowerShell runs on.
    private static readonly int s_readEntries = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 217,
        Architecture.Arm64 => 61,
        _ => 0,
    };

    // A link that took the name of a file is not followed. The number is another one on Arm.
    private static readonly int s_noFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 ? 0x8000 : 0x20000;

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
        if (!OperatingSystem.IsLinux() || s_readEntries == 0 || Volatile.Read(ref s_open) >= Most || OpenFile.TryOpen(path) is not (>= 0 and int descriptor))
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

    /// <summary>Reads what is in it, once.</summary>
    /// <exception cref="SyncException">FileUnreadable.</exception>
    public void Read(List<DirectoryEntry> entries, CancellationToken cancel)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ReadAtOnce);
        try
        {
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                nint count = ReadEntries(s_readEntries, _descriptor, ref buffer[0], buffer.Length);
                if (count > 0)
                {
                    Add(buffer.AsSpan(0, (int)count), entries);
                }
                else if (count == 0 || Marshal.GetLastPInvokeError() == NoEntry)
                {
                    return; // that was all, or it was removed meanwhile
                }
                else if (!OpenFile.IsInterrupted(count))
                {
                    throw FileTrouble.Unreadable(_path[..^1], Marshal.GetLastPInvokeErrorMessage());
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
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
            descriptor = OpenAt(_descriptor, ref bytes[0], OpenFile.Flags | s_noFollow);
        }
        while (OpenFile.IsInterrupted(descriptor));
        return descriptor;
    }

    /// <summary>What an entry of it is, a link not followed; null when there is none.</summary>
    /// <exception cref="SyncException">FileUnreadable, when the file system refuses to say.</exception>
    public FileFacts? Find(string name) => FileStat.Find(_descriptor, name, _path);

    // inode, position (8 bytes each), length of the entry (2), kind (1), name, zero
    private void Add(ReadOnlySpan<byte> read, List<DirectoryEntry> entries)
    {
        for (ReadOnlySpan<byte> rest = read; rest.Length > 0; rest = rest[MemoryMarshal.Read<ushort>(rest[16..])..])
        {
            ReadOnlySpan<byte> bytes = rest[19..];
            bytes = bytes[..bytes.IndexOf((byte)0)];
            if (!bytes.SequenceEqual("."u8) && !bytes.SequenceEqual(".."u8))
            {
                string name = Encoding.UTF8.GetString(bytes);
                entries.Add(new DirectoryEntry(name, Utf8.IsValid(bytes) ? KindOf(rest[18], name) : FileKind.Special)); // nobody finds it by that name
            }
        }
    }

    private FileKind? KindOf(byte kind, string name)
    {
        try
        {
            return kind switch
            {
                0 => Find(name)?.Kind, // some file systems do not say
                4 => FileKind.Directory,
                8 => FileKind.File,
                10 => FileKind.Link,
                _ => FileKind.Special,
            };
        }
        catch (SyncException)
        {
            return null; // who looks at it gets the error in its place
        }
    }

    private void Close()
    {
        OpenFile.Close(_descriptor);
        Interlocked.Decrement(ref s_open);
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint ReadEntries(nint number, nint directory, ref byte buffer, nint size);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(int directory, ref byte name, int flags);
}
