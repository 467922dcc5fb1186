using System.Text;

namespace WorkspaceSync;

/// <summary>Matches a text, as it is.</summary>
internal sealed class GlobText(string text) : GlobMatcher
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);

    public ReadOnlySpan<byte> Bytes => _bytes;

    public string Text => text;

    public override int Length { get; } = text.EnumerateRunes().Count();

    public override bool IsMatch(ReadOnlySpan<byte> text) => text.SequenceEqual(_bytes);

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        lengths.Add(_bytes.Length);
        return text.IndexOf(_bytes);
    }
}

/// <summary>Matches one character of some kind. Like the library's, it takes the empty text for U+FFFD.</summary>
internal abstract class GlobCharacter : GlobMatcher
{
    public override int Length => 1;

    public override bool IsMatch(ReadOnlySpan<byte> text)
    {
        Utf8Rune rune = Utf8Rune.First(text);
        return text.Length <= rune.Width && Accepts(rune.Value);
    }

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        for (int position = 0; position < text.Length;)
        {
            Utf8Rune rune = Utf8Rune.First(text[position..]);
            if (Accepts(rune.Value))
            {
                lengths.Add(rune.EncodedLength);
                return position;
            }

            position += rune.Width;
        }

        return -1;
    }

    protected abstract bool Accepts(int rune);
}

/// <summary><c>?</c></summary>
internal sealed class GlobSingle : GlobCharacter
{
    protected override bool Accepts(int rune) => rune != '/';
}

/// <summary><c>[abc]</c>, <c>[!abc]</c></summary>
internal sealed class GlobList(string characters, bool not) : GlobCharacter
{
    public string Characters => characters;

    public bool Not => not;

    protected override bool Accepts(int rune) => characters.EnumerateRunes().Any(character => character.Value == rune) != not;
}

/// <summary><c>[a-c]</c>, <c>[!a-c]</c></summary>
internal sealed class GlobRange(int low, int high, bool not) : GlobCharacter
{
    protected override bool Accepts(int rune) => (rune >= low && rune <= high) != not;
}
