using System.Buffers;

namespace WorkspaceSync;

/// <summary>Compares two streams byte by byte.</summary>
internal static class ByteComparison
{
    private const int Chunk = 128 * 1024;

    /// <summary>The offset of the first byte that differs, or at which one ends; null when they are the same.</summary>
    public static long? FirstDifference(Stream one, Stream other)
    {
        byte[] left = ArrayPool<byte>.Shared.Rent(Chunk);
        byte[] right = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            for (long at = 0; ; at += Chunk)
            {
                int countLeft = one.ReadAtLeast(left.AsSpan(0, Chunk), Chunk, throwOnEndOfStream: false);
                int countRight = other.ReadAtLeast(right.AsSpan(0, Chunk), Chunk, throwOnEndOfStream: false);
                int same = left.AsSpan(0, countLeft).CommonPrefixLength(right.AsSpan(0, countRight));
                if (same < Math.Max(countLeft, countRight))
                {
                    return at + same;
                }

                if (countLeft < Chunk)
                {
                    return null;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(left);
            ArrayPool<byte>.Shared.Return(right);
        }
    }
}
