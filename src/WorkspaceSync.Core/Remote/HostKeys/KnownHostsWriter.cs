using System.Text;

namespace WorkspaceSync;

/// <summary>Adds a confirmed key to a known_hosts file.</summary>
internal static class KnownHostsWriter
{
    private const UnixFileMode OnlyUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Append(string file, string name, HostKey key, bool isHashed)
    {
        try
        {
            string folder = Path.GetDirectoryName(file)!;
            if (!Directory.Exists(folder))
            {
                CreateFolder(folder);
            }

            FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OnlyUser;
            }

            using FileStream stream = new(file, options);
            string line = $"{(isHashed ? HostPattern.Hash(name) : name)} {key.Type} {Convert.ToBase64String(key.Blob)}\n";
            stream.Write(Encoding.ASCII.GetBytes(EndsInsideLine(stream) ? '\n' + line : line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(SyncError.HostKeyUnknown, $"{name}: its key cannot be written to {file}: {e.Message} Nothing was sent. Make the file writable, or add the key with ssh itself.", e);
        }
    }

    private static bool EndsInsideLine(FileStream stream)
    {
        if (!stream.CanSeek || stream.Length == 0)
        {
            return false; // /dev/null is a popular place for what nobody wants to keep
        }

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != '\n'; // and stands at the end now
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OnlyUser | UnixFileMode.UserExecute);
        }
    }
}
