namespace WorkspaceSync;

/// <summary><c>abc**</c></summary>
internal sealed class GlobPrefix(GlobText prefix) : GlobMatcher
{
    public GlobText Prefix => prefix;

    public override bool IsMatch(ReadOnlySpan<byte> text) => text.StartsWith(prefix.Bytes);

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        int found = text.IndexOf(prefix.Bytes);
        if (found >= 0)
        {
            AddEnds(text[(found + prefix.Bytes.Length)..], prefix.Bytes.Length, lengths);
        }

        return found;
    }
}

/// <summary><c>abc*</c></summary>
internal sealed class GlobPrefixAny(GlobText prefix) : GlobMatcher
{
    public override bool IsMatch(ReadOnlySpan<byte> text) =>
        text.StartsWith(prefix.Bytes) && !text[prefix.Bytes.Length..].Contains((byte)'/');

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        int found = text.IndexOf(prefix.Bytes);
        if (found >= 0)
        {
            ReadOnlySpan<byte> rest = text[(found + prefix.Bytes.Length)..];
            int slash = rest.IndexOf((byte)'/');
            AddEnds(slash < 0 ? rest : rest[..slash], prefix.Bytes.Length, lengths);
        }

        return found;
    }
}

/// <summary><c>**abc</c></summary>
internal sealed class GlobSuffix(GlobText suffix) : GlobMatcher
{
    public GlobText Suffix => suffix;

    public override bool IsMatch(ReadOnlySpan<byte> text) => text.EndsWith(suffix.Bytes);

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        int found = text.IndexOf(suffix.Bytes);
        lengths.Add(found + suffix.Bytes.Length);
        return found < 0 ? -1 : 0;
    }
}

/// <summary><c>*abc</c></summary>
internal sealed class GlobSuffixAny(GlobText suffix) : GlobMatcher
{
    public override bool IsMatch(ReadOnlySpan<byte> text) =>
        text.EndsWith(suffix.Bytes) && !text[..^suffix.Bytes.Length].Contains((byte)'/');

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        int found = text.IndexOf(suffix.Bytes);
        if (found < 0)
        {
            return -1;
        }

        int start = text[..found].LastIndexOf((byte)'/') + 1;
        lengths.Add(found + suffix.Bytes.Length - start);
        return start;
    }
}

/// <summary><c>ab**cd</c>. The two may overlap: the library doesn't look.</summary>
internal sealed class GlobPrefixSuffix(GlobText prefix, GlobText suffix) : GlobMatcher
{
    public override bool IsMatch(ReadOnlySpan<byte> text) => text.StartsWith(prefix.Bytes) && text.EndsWith(suffix.Bytes);

    public override int Find(ReadOnlySpan<byte> text, List<int> lengths)
    {
        int found = text.IndexOf(prefix.Bytes);
        if (found < 0)
        {
            return -1;
        }

        ReadOnlySpan<byte> rest = text[found..];
        int added = lengths.Count;
        for (int last = rest.LastIndexOf(suffix.Bytes); last >= 0; last = rest.LastIndexOf(suffix.Bytes))
        {
            lengths.Insert(added, last + suffix.Bytes.Length);
            rest = rest[..last];
        }

        return lengths.Count > added ? found : -1;
    }
}
