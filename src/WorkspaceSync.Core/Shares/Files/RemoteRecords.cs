using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace WorkspaceSync;

/// <summary>Reads the records of a far machine's walk as they come.</summary>
internal static class RemoteRecords
{
    private const byte EndOfPath = 1;

    public static async IAsyncEnumerable<FileFinding> ReadAsync(Stream output, [EnumeratorCancellation] CancellationToken cancel)
    {
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        while (true)
        {
            if (kept == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            int count = await output.ReadAsync(buffer.AsMemory(kept), cancel).ConfigureAwait(false);
            if (count == 0)
            {
                yield break;
            }

            int end = kept + count, start = 0;
            while (Array.IndexOf(buffer, (byte)0, start, end - start) is int at and >= 0)
            {
                if (Parse(buffer.AsSpan(start, at - start)) is { } finding)
                {
                    yield return finding;
                }

                start = at + 1;
            }

            kept = end - start;
            Buffer.BlockCopy(buffer, start, buffer, 0, kept);
        }
    }

    /// <summary>One record; null for the root itself.</summary>
    public static FileFinding? Parse(ReadOnlySpan<byte> record)
    {
        int split = record.LastIndexOf(EndOfPath);
        if (split < 0)
        {
            return null;
        }

        string path = Encoding.UTF8.GetString(record[..split]);
        path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (!Utf8.IsValid(record[..split]))
        {
            return new FileFinding(path, null, FileTrouble.NotText(path));
        }

        string[] fields = Encoding.ASCII.GetString(record[(split + 1)..]).Split(' ');
        return path is "." ? null : new FileFinding(path, new FileFacts(
            ToKind(fields[0]),
            long.Parse(fields[1], CultureInfo.InvariantCulture),
            Nanoseconds(fields[2]),
            Convert.ToInt32(fields[3], 8),
            ulong.Parse(fields[4], CultureInfo.InvariantCulture)));
    }

    private static FileKind ToKind(string letter) => letter switch
    {
        "f" => FileKind.File,
        "d" => FileKind.Directory,
        "l" => FileKind.Link,
        _ => FileKind.Special,
    };

    // find prints ten digits after the point, perl six.
    private static long Nanoseconds(string text)
    {
        string[] parts = text.Split('.');
        long seconds = long.Parse(parts[0], CultureInfo.InvariantCulture);
        long fraction = parts.Length > 1 ? long.Parse(parts[1].PadRight(9, '0')[..9], CultureInfo.InvariantCulture) : 0;
        return (seconds * 1_000_000_000) + fraction;
    }
}
