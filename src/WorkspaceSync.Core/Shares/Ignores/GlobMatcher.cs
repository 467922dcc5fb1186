namespace WorkspaceSync;

/// <summary>
/// A node of a compiled classic pattern. The classic library doesn't backtrack: it searches a fixed piece, then asks what
/// stands left and right of it, and some of its shortcuts are wrong (<c>ab**ba</c> matches <c>aba</c>; <c>{a*,b}?</c> hardly
/// anything). The daemon acts on those verdicts, so they are followed shortcut by shortcut.
/// </summary>
internal abstract class GlobMatcher
{
    /// <summary>What a matcher of no fixed length says.</summary>
    public const int Unbounded = -1;

    /// <summary>The number of characters matched, or <see cref="Unbounded"/>.</summary>
    public virtual int Length => Unbounded;

    /// <summary>Whether the whole text matches.</summary>
    public abstract bool IsMatch(ReadOnlySpan<byte> text);

    /// <summary>Where the first match begins, or -1; adds the lengths in bytes it may have, shortest first.</summary>
    public abstract int Find(ReadOnlySpan<byte> text, List<int> lengths);

    /// <summary>Adds an offset for the start and one for the end of each character.</summary>
    protected static void AddEnds(ReadOnlySpan<byte> text, int offset, List<int> lengths)
    {
        lengths.Add(offset);
        int position = 0;
        while (position < text.Length)
        {
            Utf8Rune rune = Utf8Rune.First(text[position..]);
            lengths.Add(offset + position + rune.EncodedLength);
            position += rune.Width;
        }
    }

    /// <summary>Adds the offset of the start of each character, and of the end.</summary>
    protected static void AddStarts(ReadOnlySpan<byte> text, int offset, List<int> lengths)
    {
        for (int position = 0; position < text.Length; position += Utf8Rune.First(text[position..]).Width)
        {
            lengths.Add(offset + position);
        }

        lengths.Add(offset + text.Length);
    }
}
