using System.Runtime.InteropServices;

namespace WorkspaceSync;

/// <summary>
/// Asks the kernel about one entry. .NET tells neither a fifo, which must not be opened, nor the inode or the nanoseconds.
/// Both layouts are the kernel's own, the same on every processor: Linux's statx, and Darwin's stat with 64-bit inodes.
/// </summary>
internal static partial class FileStat
{
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;
    private const int WorkingDirectory = -100;
    private const int NoEntry = 2;
    private const int NotDirectory = 20;

    /// <summary>The entry itself, a link not followed; null when there is none.</summary>
    /// <exception cref="SyncException">FileUnreadable, when the file system refuses to say.</exception>
    public static FileFacts? Find(string path) => Find(WorkingDirectory, path, "");

    /// <summary>The same of an entry of a directory that is open. On Linux only.</summary>
    /// <param name="prefix">What stands before the name, for messages.</param>
    public static FileFacts? Find(int directory, string name, string prefix)
    {
        Span<byte> buffer = stackalloc byte[256];
        int result = OperatingSystem.IsLinux() ? Statx(directory, name, NoFollow, BasicStats, ref buffer[0])
            : RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? LStat(name, ref buffer[0])
            : LStat64(name, ref buffer[0]);
        if (result == 0)
        {
            return OperatingSystem.IsLinux() ? ReadLinux(buffer) : ReadDarwin(buffer);
        }

        return Marshal.GetLastPInvokeError() is NoEntry or NotDirectory ? null : throw FileTrouble.Unreadable(prefix + name, Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>The same of what is open; null when the file system refuses to say. On Linux only.</summary>
    public static FileFacts? Of(int descriptor)
    {
        Span<byte> buffer = stackalloc byte[256];
        return Statx(descriptor, "", EmptyPath, BasicStats, ref buffer[0]) == 0 ? ReadLinux(buffer) : null;
    }

    private static FileFacts ReadLinux(ReadOnlySpan<byte> stat)
    {
        int mode = MemoryMarshal.Read<ushort>(stat[28..]);
        return Make(mode, MemoryMarshal.Read<long>(stat[40..]), MemoryMarshal.Read<long>(stat[112..]), MemoryMarshal.Read<uint>(stat[120..]), MemoryMarshal.Read<ulong>(stat[32..]));
    }

    private static FileFacts ReadDarwin(ReadOnlySpan<byte> stat)
    {
        int mode = MemoryMarshal.Read<ushort>(stat[4..]);
        return Make(mode, MemoryMarshal.Read<long>(stat[96..]), MemoryMarshal.Read<long>(stat[48..]), MemoryMarshal.Read<long>(stat[56..]), MemoryMarshal.Read<ulong>(stat[8..]));
    }

    private static FileFacts Make(int mode, long size, long seconds, long nanoseconds, ulong inode) =>
        new(ToKind(mode), size, (seconds * 1_000_000_000) + nanoseconds, mode & 0xfff, inode);

    private static FileKind ToKind(int mode) => (mode & 0xf000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Directory,
        0xa000 => FileKind.Link,
        _ => FileKind.Special,
    };

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, ref byte buffer);

    [LibraryImport("libc", EntryPoint = "lstat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStat(string path, ref byte buffer);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStat64(string path, ref byte buffer);
}
