using System.Buffers;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// One character of UTF-8 as Go's <c>range</c> reads it: a broken sequence counts as one byte, and as U+FFFD. The classic
/// library cuts names at byte offsets that it computed from character counts, so it does meet broken sequences.
/// </summary>
internal readonly record struct Utf8Rune(int Value, int Width)
{
    /// <summary>The first character; width 0 when there is none.</summary>
    public static Utf8Rune First(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return new(Rune.ReplacementChar.Value, 0);
        }

        return Rune.DecodeFromUtf8(text, out Rune rune, out int width) == OperationStatus.Done
            ? new(rune.Value, width)
            : new(Rune.ReplacementChar.Value, 1);
    }

    /// <summary>How many bytes the character has when it is written; 3 for a broken sequence, whose width is 1.</summary>
    public int EncodedLength => new Rune(Value).Utf8SequenceLength;

    /// <summary>The number of characters.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        int count = 0;
        for (; !text.IsEmpty; text = text[First(text).Width..])
        {
            count++;
        }

        return count;
    }
}
