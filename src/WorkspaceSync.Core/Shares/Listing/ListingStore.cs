using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// The kept listings, in memory and, for the next session, in files of this user's state. A file that cannot be read or is of
/// another format is as if it weren't there: then everything is scanned.
/// </summary>
internal static class ListingStore
{
    private const string Format = "workspacesync-listing-1";

    private static readonly object s_gate = new();
    private static readonly object s_writing = new();
    private static readonly Dictionary<string, KeptListing> s_inMemory = [];

    /// <summary>The listing of a side; null when none is kept.</summary>
    public static KeptListing? Find(string deviceId, string share)
    {
        string file = FileOf(deviceId, share);
        lock (s_gate)
        {
            if (s_inMemory.TryGetValue(file, out KeptListing? kept))
            {
                return kept;
            }
        }

        KeptListing? read = Read(file);
        lock (s_gate)
        {
            return read is null ? null : s_inMemory[file] = read;
        }
    }

    /// <summary>Keeps a listing in place of the one before.</summary>
    public static void Keep(string deviceId, string share, KeptListing listing)
    {
        string file = FileOf(deviceId, share);
        lock (s_gate)
        {
            s_inMemory[file] = listing;
        }

        // Not waited for: what is lost with a session that ends just now costs the next one a full scan. And on a thread of its own:
        // on two cores the writes of two sides would take all of the pool, and what comes after the flush would wait for them.
        new Thread(() => WriteLatest(file)) { IsBackground = true, Name = "listing" }.Start();
    }

    private static void WriteLatest(string file)
    {
        lock (s_writing)
        {
            KeptListing? listing;
            lock (s_gate)
            {
                listing = s_inMemory.GetValueOrDefault(file);
            }

            try
            {
                if (listing is not null)
                {
                    Write(file, listing);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // a full disk, or the sandbox that it was kept in is gone
            }
        }
    }

    /// <summary>Forgets a side's listing: nothing about it is proved any more.</summary>
    public static void Forget(string deviceId, string share)
    {
        string file = FileOf(deviceId, share);
        lock (s_gate)
        {
            s_inMemory.Remove(file);
        }

        File.Delete(file);
    }

    private static string FileOf(string deviceId, string share)
    {
        string name = string.Concat(share.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter.ToString() : string.Create(CultureInfo.InvariantCulture, $"%{(int)letter:x2}")));
        string directory = UserState.Directory("listings");
        Directory.CreateDirectory(directory);
        return Path.Join(directory, $"{deviceId[..15]}-{name}.listing");
    }

    private static void Write(string file, KeptListing listing)
    {
        string beside = $"{file}.{Environment.ProcessId}.new";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (FileStream stream = new(beside, options))
        using (BrotliStream packed = new(stream, CompressionLevel.Fastest))
        using (BinaryWriter writer = new(new BufferedStream(packed, 1 << 16), Encoding.UTF8)) // field by field it takes ten times as long
        {
            writer.Write(Format);
            writer.Write(listing.Key);
            writer.Write(listing.TakenAt.ToUnixTimeMilliseconds());
            writer.Write(listing.Tree.RootMark);
            writer.Write(listing.Tree.Entries.Count);
            foreach ((string path, TreeEntry entry) in listing.Tree.Entries)
            {
                writer.Write(path);
                writer.Write((byte)entry.Kind);
                writer.Write(entry.Size);
                writer.Write(entry.Modified);
                writer.Write(entry.Mark);
            }
        }

        File.Move(beside, file, overwrite: true);
    }

    private static KeptListing? Read(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            using BrotliStream packed = new(stream, CompressionMode.Decompress);
            using BinaryReader reader = new(new BufferedStream(packed, 1 << 16), Encoding.UTF8);
            if (reader.ReadString() != Format)
            {
                return null;
            }

            string key = reader.ReadString();
            DateTimeOffset takenAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
            string root = reader.ReadString();
            int count = reader.ReadInt32();
            Dictionary<string, TreeEntry> entries = new(Math.Clamp(count, 0, 10_000_000));
            for (int i = 0; i < count; i++)
            {
                entries[reader.ReadString()] = new TreeEntry((char)reader.ReadByte(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64());
            }

            return new KeptListing(key, takenAt, new TreeListing(root, true, entries));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
