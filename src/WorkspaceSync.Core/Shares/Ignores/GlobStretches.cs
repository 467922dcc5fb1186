using System.Text;

namespace WorkspaceSync;

/// <summary>Matches the empty text.</summary>
internal sealed class GlobNothing : GlobMatcher
{
    public override int Length => 0;

    public override bool IsMatch(ReadOnlySpan<byte> text) => text.IsEmpty;

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        lengths.Add(0);
        return 0;
    }
}

/// <summary><c>*</c>: everything up to the next slash.</summary>
internal sealed class GlobAny : GlobMatcher
{
    public override bool IsMatch(ReadOnlySpan<byte> text) => !text.Contains((byte)'/');

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        int slash = text.IndexOf((byte)'/');
        AddStarts(slash < 0 ? text : text[..slash], 0, lengths);
        return 0;
    }
}

/// <summary><c>**</c>: everything.</summary>
internal sealed class GlobSuper : GlobMatcher
{
    public override bool IsMatch(ReadOnlySpan<byte> text) => true;

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        AddStarts(text, 0, lengths);
        return 0;
    }
}

/// <summary>So many characters or more.</summary>
internal sealed class GlobMinimum(int limit) : GlobMatcher
{
    public override bool IsMatch(ReadOnlySpan<byte> text) => Utf8Rune.Count(text) >= limit;

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        List<int> ends = [];
        AddEnds(text, 0, ends);
        lengths.AddRange(ends.Skip(limit));
        return ends.Count > limit ? 0 : -1;
    }
}

/// <summary>So many characters or fewer.</summary>
internal sealed class GlobMaximum(int limit) : GlobMatcher
{
    public override bool IsMatch(ReadOnlySpan<byte> text) => Utf8Rune.Count(text) <= limit;

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        List<int> ends = [];
        AddEnds(text, 0, ends);
        lengths.AddRange(ends.Take(limit + 1));
        return 0;
    }
}

/// <summary>A text somewhere, or nowhere.</summary>
internal sealed class GlobContains(string needle, bool not) : GlobMatcher
{
    private readonly byte[] _needle = Encoding.UTF8.GetBytes(needle);

    public override bool IsMatch(ReadOnlySpan<byte> text) => (text.IndexOf(_needle) >= 0) != not;

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        int found = text.IndexOf(_needle);
        if (not)
        {
            AddStarts(found < 0 ? text : text[..found], 0, lengths);
            return 0;
        }

        if (found < 0)
        {
            return -1;
        }

        int offset = found + _needle.Length;
        AddStarts(text[offset..], offset, lengths);
        return 0;
    }
}
