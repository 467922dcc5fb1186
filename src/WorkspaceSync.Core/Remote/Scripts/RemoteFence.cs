using System.Security.Cryptography;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// A line that nothing else can contain, printed before the first byte of an answer: what rc files said before it is not ours.
/// </summary>
internal static class RemoteFence
{
    /// <summary>A word for a new fence.</summary>
    public static string Create() => "fence-" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Reads up to and with the fence's line.</summary>
    public static async Task<FenceReading> ReadAsync(Stream stream, string fence, CancellationToken cancel)
    {
        byte[] mark = Encoding.ASCII.GetBytes('\n' + fence);
        byte[] buffer = new byte[4096];
        int length = 0;
        int searched = 0;
        while (true)
        {
            int count = await stream.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
            if (count == 0)
            {
                return new FenceReading(buffer[..length], null, default);
            }

            length += count;
            int start = buffer.AsSpan(searched, length - searched).IndexOf(mark);
            if (start >= 0)
            {
                start += searched;
                int tail = start + mark.Length;
                int end = buffer.AsSpan(tail, length - tail).IndexOf((byte)'\n');
                if (end >= 0)
                {
                    return new FenceReading(
                        buffer[..start], Encoding.ASCII.GetString(buffer, tail, end).Trim(), buffer.AsMemory((tail + end + 1)..length));
                }

                searched = start;
            }
            else
            {
                searched = Math.Max(0, length - mark.Length + 1);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length * 2);
            }
        }
    }
}
