using System.Runtime.InteropServices;

namespace WorkspaceSync;

/// <summary>
/// The moves between names that either happen or don't: .NET's own fall back to copying without saying so, and none of them
/// leaves an existing file alone or swaps two.
/// </summary>
internal static partial class FileLinks
{
    private const int LinuxWorkingDirectory = -100;
    private const int DarwinWorkingDirectory = -2;
    private const int ReadOnly = 0;
    private const int NotPermitted = 1;
    private const long NsPerSecond = 1_000_000_000;

    private static readonly int s_here = OperatingSystem.IsMacOS() ? DarwinWorkingDirectory : LinuxWorkingDirectory;

    /// <summary>Gives a file a second name, which must be free. A link gets one as a link.</summary>
    public static FileLinkResult Link(string path, string name) =>
        ToResult(LinkAt(s_here, path, s_here, name, 0)) is var result && result is FileLinkResult.Failed && Marshal.GetLastPInvokeError() == NotPermitted
            ? FileLinkResult.Unsupported // a file system without second names says that
            : result;

    /// <summary>Moves to a name that must be free.</summary>
    public static FileLinkResult Move(string from, string to)
    {
        FileLinkResult result = OperatingSystem.IsMacOS() ? ToResult(RenameXNp(from, to, 4)) : ToResult(RenameAt2(s_here, from, s_here, to, 1));
        return result is not FileLinkResult.Unsupported ? result
            : FileStat.Find(to) is not null ? FileLinkResult.Exists
            : ToResult(Rename(from, to));
    }

    /// <summary>Swaps two names in one instant.</summary>
    public static FileLinkResult Swap(string one, string other) =>
        OperatingSystem.IsMacOS() ? ToResult(RenameXNp(one, other, 2)) : ToResult(RenameAt2(s_here, one, s_here, other, 2));

    /// <summary>Moves over what has the name.</summary>
    public static FileLinkResult MoveOver(string from, string to) => ToResult(Rename(from, to));

    /// <summary>Sets when a file was modified, to the nanosecond; a link's own time. Its access time stays.</summary>
    public static void SetModified(string path, long ns)
    {
        bool isMac = OperatingSystem.IsMacOS();
        long[] times = [0, isMac ? -2 : (1L << 30) - 2, Math.DivRem(ns, NsPerSecond, out long rest), rest]; // the first pair: leave it
        _ = UTimeNsAt(s_here, path, times, isMac ? 0x20 : 0x100);
    }

    /// <summary>Brings a directory's names to the disk, so that a power cut doesn't undo their order. Where that can't be done it is left out.</summary>
    public static void Flush(string directory)
    {
        int descriptor = Open(directory, ReadOnly);
        if (descriptor >= 0)
        {
            _ = FSync(descriptor);
            _ = Close(descriptor);
        }
    }

    private static FileLinkResult ToResult(int result) => result == 0 ? FileLinkResult.Done : Marshal.GetLastPInvokeError() switch
    {
        17 => FileLinkResult.Exists,
        2 => FileLinkResult.Missing,
        18 => FileLinkResult.OtherFileSystem,
        22 or 31 or 38 or 45 or 78 or 95 or 102 => FileLinkResult.Unsupported,
        _ => FileLinkResult.Failed,
    };

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkAt(int fromDirectory, string from, int toDirectory, string to, int flags);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "renamex_np", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameXNp(string from, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UTimeNsAt(int directory, string path, long[] times, int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
