using System.Formats.Tar;
using System.IO.Compression;

namespace WorkspaceSync;

/// <summary>
/// Takes the program and its signature out of a release's archive, and nothing else: into files whose names are ours, and only
/// when the archive is as releases are.
/// </summary>
internal static class ReleaseArchive
{
    private const long MostProgramBytes = 256L << 20, MostSignatureBytes = 8 << 10, MostBytes = 1L << 30;
    private const int MostMembers = 10_000;

    /// <summary>Writes the program to a file. ArchiveInvalid says what is wrong with the archive.</summary>
    /// <returns>The text of its <c>release.sig</c>.</returns>
    public static async Task<string> UnpackAsync(string archive, string programFile, CancellationToken cancel)
    {
        Members members = new(archive, programFile);
        try
        {
            if (archive.EndsWith(".zip", StringComparison.Ordinal))
            {
                using ZipArchive zip = ZipFile.OpenRead(archive);
                foreach (ZipArchiveEntry entry in zip.Entries)
                {
                    bool isFile = !entry.FullName.EndsWith('/') && ((entry.ExternalAttributes >> 16) & 0xF000) is 0 or 0x8000;
                    using Stream content = entry.Open();
                    await members.TakeAsync(entry.FullName, isFile, entry.Length, content, cancel).ConfigureAwait(false);
                }
            }
            else
            {
                using FileStream file = File.OpenRead(archive);
                using GZipStream unzipped = new(file, CompressionMode.Decompress);
                using TarReader tar = new(unzipped);
                while (await tar.GetNextEntryAsync(copyData: false, cancel).ConfigureAwait(false) is { } entry)
                {
                    bool isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
                    await members.TakeAsync(entry.Name, isFile, entry.Length, entry.DataStream, cancel).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or NotSupportedException)
        {
            throw Invalid(archive, $"it cannot be unpacked ({e.Message.TrimEnd('.')})", e);
        }

        return members.IsProgramTaken && members.Signature is { } signature
            ? signature
            : throw Invalid(archive, members.IsProgramTaken ? "it has no release.sig, so it is no official release" : "it has no program");
    }

    private static SyncException Invalid(string archive, string why, Exception? inner = null) => new(
        SyncError.ArchiveInvalid, $"{Path.GetFileName(archive)} is not a release of Syncthing: {why}. Nothing was installed. Get the archive anew.", inner);

    private sealed class Members(string archive, string programFile)
    {
        private int _count;
        private long _bytes;

        public bool IsProgramTaken { get; private set; }

        public string? Signature { get; private set; }

        public async Task TakeAsync(string name, bool isFile, long length, Stream? content, CancellationToken cancel)
        {
            string[] parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || parts.Contains(".."))
            {
                throw Invalid(archive, $"a member's name leads out of it ('{PrintableText.Of(name)}')");
            }

            if (++_count > MostMembers || (_bytes += length) > MostBytes)
            {
                throw Invalid(archive, "it is far larger than any release");
            }

            string file = parts.Length == 2 ? parts[1] : "";
            if (file is not ("syncthing" or "release.sig"))
            {
                return;
            }

            if (!isFile || content is null || (file == "syncthing" ? IsProgramTaken : Signature is not null))
            {
                throw Invalid(archive, $"its '{file}' is {(isFile ? "there twice" : "no ordinary file")}");
            }

            if (file == "syncthing")
            {
                await using FileStream program = new(programFile, FileMode.Create, FileAccess.Write);
                await CopyAsync(content, program, file, MostProgramBytes, cancel).ConfigureAwait(false);
                IsProgramTaken = true;
            }
            else
            {
                using MemoryStream text = new();
                await CopyAsync(content, text, file, MostSignatureBytes, cancel).ConfigureAwait(false);
                Signature = System.Text.Encoding.ASCII.GetString(text.ToArray());
            }
        }

        // Counted as it comes: what the archive says of a member's size may be a lie.
        private async Task CopyAsync(Stream from, Stream to, string name, long most, CancellationToken cancel)
        {
            byte[] buffer = new byte[1 << 17];
            long copied = 0;
            int read;
            while ((read = await from.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
            {
                if ((copied += read) > most)
                {
                    throw Invalid(archive, $"its '{name}' is far larger than that of any release");
                }

                await to.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
            }
        }
    }
}
