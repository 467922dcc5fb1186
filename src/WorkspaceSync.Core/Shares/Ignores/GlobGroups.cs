namespace WorkspaceSync;

/// <summary><c>{a,b}</c></summary>
internal sealed class GlobAnyOf(IReadOnlyList<GlobMatcher> matchers) : GlobMatcher
{
    public IReadOnlyList<GlobMatcher> Matchers => matchers;

    // Not what one would write: after an unbounded first alternative the library takes the next one's length.
    public override int Length { get; } = matchers.Skip(1).Aggregate(
        (Length: matchers.Count == 0 ? Unbounded : matchers[0].Length, Settled: false),
        (sum, matcher) => sum.Settled ? sum
            : sum.Length == Unbounded ? (matcher.Length, false)
            : sum.Length == matcher.Length ? sum
            : (Unbounded, true)).Length;

    public override bool IsMatch(ReadOnlySpan<byte> text)
    {
        foreach (GlobMatcher matcher in matchers)
        {
            if (matcher.IsMatch(text))
            {
                return true;
            }
        }

        return false;
    }

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        int first = -1;
        SortedSet<int> merged = [];
        foreach (GlobMatcher matcher in matchers)
        {
            List<int> own = [];
            int found = matcher.Find(text, own);
            if (found >= 0 && (first < 0 || found <= first))
            {
                if (found != first)
                {
                    merged.Clear();
                }

                first = found;
                merged.UnionWith(own);
            }
        }

        lengths.AddRange(merged);
        return first;
    }
}

/// <summary>What has to hold all at once: at least so long, at most so long, no slash in it.</summary>
internal sealed class GlobEveryOf(IReadOnlyList<GlobMatcher> matchers) : GlobMatcher
{
    public override bool IsMatch(ReadOnlySpan<byte> text)
    {
        foreach (GlobMatcher matcher in matchers)
        {
            if (!matcher.IsMatch(text))
            {
                return false;
            }
        }

        return true;
    }

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        // Each of those that can stand in here begins at once, so there is no offset to carry from one to the next.
        List<int>? common = null;
        foreach (GlobMatcher matcher in matchers)
        {
            List<int> own = [];
            if (matcher.Find(text, own) < 0)
            {
                return -1;
            }

            common = common is null ? own : [.. common.Where(own.Contains)];
            if (common.Count == 0)
            {
                return -1;
            }
        }

        lengths.AddRange(common ?? []);
        return 0;
    }
}

/// <summary>Matchers of fixed length, one after the other.</summary>
internal sealed class GlobRow(IReadOnlyList<GlobMatcher> matchers, GlobLibrary library) : GlobMatcher
{
    public override int Length { get; } = matchers.Sum(matcher => matcher.Length);

    public override bool IsMatch(ReadOnlySpan<byte> text) => Utf8Rune.Count(text) == Length && StartsWithAll(text);

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        // The length is in characters where bytes are wanted; that was never mended.
        lengths.Add(Length);
        for (int start = 0; start < text.Length && text.Length - start >= Length; start += Utf8Rune.First(text[start..]).Width)
        {
            if (StartsWithAll(text[start..]))
            {
                return start;
            }
        }

        return -1;
    }

    private bool StartsWithAll(ReadOnlySpan<byte> text)
    {
        int position = 0;
        foreach (GlobMatcher matcher in matchers)
        {
            int runes = 0;
            int size = 0;
            int lastStart = 0;
            int next = position;
            while (next < text.Length)
            {
                Utf8Rune rune = Utf8Rune.First(text[next..]);
                lastStart = next - position;
                size += rune.EncodedLength;
                next += rune.Width;
                if (++runes == matcher.Length)
                {
                    break;
                }
            }

            int end = position + (library == GlobLibrary.Bytes ? lastStart + 1 : size);
            if (runes < matcher.Length || end > text.Length || !matcher.IsMatch(text[position..end]))
            {
                return false;
            }

            position = end;
        }

        return true;
    }
}

/// <summary>A piece that can be searched for, with what has to match on its left and on its right.</summary>
internal sealed class GlobTree(GlobMatcher value, GlobMatcher? left, GlobMatcher? right) : GlobMatcher
{
    public GlobMatcher Value => value;

    public GlobMatcher? Left => left;

    public GlobMatcher? Right => right;

    private int LeftLength { get; } = left?.Length ?? 0;

    private int RightLength { get; } = right?.Length ?? 0;

    public override int Length =>
        value.Length == Unbounded || LeftLength == Unbounded || RightLength == Unbounded ? Unbounded : LeftLength + value.Length + RightLength;

    public override bool IsMatch(ReadOnlySpan<byte> text)
    {
        if (Length > text.Length)
        {
            return false;
        }

        int offset = Math.Max(LeftLength, 0);
        int limit = text.Length - Math.Max(RightLength, 0);
        List<int> lengths = [];
        while (offset < limit)
        {
            lengths.Clear();
            int found = value.Find(text[offset..limit], lengths);
            if (found < 0)
            {
                return false;
            }

            int start = offset + found;
            if (left?.IsMatch(text[..start]) ?? start == 0)
            {
                for (int i = lengths.Count - 1; i >= 0; i--)
                {
                    ReadOnlySpan<byte> rest = text[Math.Min(start + lengths[i], text.Length)..];
                    if (right?.IsMatch(rest) ?? rest.IsEmpty)
                    {
                        return true;
                    }
                }
            }

            offset = start + Math.Max(Utf8Rune.First(text[start..]).Width, 1);
        }

        return false;
    }

    // The library can't search for one of these, and so finds none: in "{a*b*c,d}e" the first alternative never matches.
    public override int Find(ReadOnlySpan<byte> text, List<int> lengths) => -1;
}
