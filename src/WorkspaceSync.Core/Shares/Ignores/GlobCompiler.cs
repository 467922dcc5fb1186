using System.Text;

namespace WorkspaceSync;

/// <summary>Turns a tree into matchers in the order and with the shortcuts of the classic library; see <see cref="GlobMatcher"/>.</summary>
internal sealed class GlobCompiler(GlobLibrary library)
{
    public GlobMatcher Compile(GlobNode node) => node.Kind switch
    {
        GlobNodeKind.Sequence when node.Children.Count == 0 => new GlobNothing(),
        GlobNodeKind.Sequence => Shorten(Join(Gather(CompileChildren(node)))),
        GlobNodeKind.Alternatives when GlobFactoring.Factor(node) is { } factored => Compile(factored),
        GlobNodeKind.Alternatives => new GlobAnyOf(CompileChildren(node)),
        GlobNodeKind.List => Shorten(new GlobList(node.Text, node.Not)),
        GlobNodeKind.Range => Range(node),
        GlobNodeKind.Text => new GlobText(node.Text),
        GlobNodeKind.Any => new GlobAny(),
        GlobNodeKind.Super => new GlobSuper(),
        GlobNodeKind.Single => new GlobSingle(),
        _ => new GlobNothing(),
    };

    private List<GlobMatcher> CompileChildren(GlobNode node) => [.. node.Children.Select(child => Shorten(Compile(child)))];

    private static GlobRange Range(GlobNode node)
    {
        Rune low = Rune.GetRuneAt(node.Text, 0);
        return new(low.Value, Rune.GetRuneAt(node.Text, low.Utf16SequenceLength).Value, node.Not);
    }

    private static GlobMatcher Shorten(GlobMatcher matcher) => matcher switch
    {
        GlobAnyOf { Matchers: [GlobMatcher only] } => only,
        GlobList { Not: false } list when list.Characters.EnumerateRunes().Count() == 1 => new GlobText(list.Characters),
        GlobTree tree => ShortenTree(tree),
        _ => matcher,
    };

    private static GlobMatcher ShortenTree(GlobTree tree)
    {
        GlobMatcher? left = tree.Left is null ? null : Shorten(tree.Left);
        GlobMatcher? right = tree.Right is null ? null : Shorten(tree.Right);
        return (left, tree.Value, right) switch
        {
            (null, GlobText text, null) => text,
            (GlobSuper, GlobText text, GlobSuper) => new GlobContains(text.Text, false),
            (GlobSuper, GlobText text, null) => new GlobSuffix(text),
            (null, GlobText text, GlobSuper) => new GlobPrefix(text),
            (null, GlobText text, GlobSuffix suffix) => new GlobPrefixSuffix(text, suffix.Suffix),
            (GlobPrefix prefix, GlobText text, null) => new GlobPrefixSuffix(prefix.Prefix, text),
            (GlobAny, GlobText text, null) => new GlobSuffixAny(text),
            (null, GlobText text, GlobAny) => new GlobPrefixAny(text),
            _ => new GlobTree(tree.Value, left, right),
        };
    }

    /// <summary>Puts the longest stretch of matchers that make one together into one, again and again.</summary>
    private List<GlobMatcher> Gather(List<GlobMatcher> matchers)
    {
        GlobMatcher? best = null;
        int start = 0;
        int count = 0;
        for (int left = 0; left < matchers.Count; left++)
        {
            for (int right = matchers.Count; right > left; right--)
            {
                if (Glue(matchers[left..right]) is { } glued
                    && (best is null || count < right - left || (best.Length != GlobMatcher.Unbounded && glued.Length > best.Length)))
                {
                    best = glued;
                    start = left;
                    count = right - left;
                }
            }
        }

        return best is null ? matchers : Gather([.. matchers[..start], best, .. matchers[(start + count)..]]);
    }

    private GlobMatcher Join(List<GlobMatcher> matchers)
    {
        if (matchers.Count == 1)
        {
            return matchers[0];
        }

        if (Glue(matchers) is { } glued)
        {
            return glued;
        }

        int longest = -1;
        for (int i = 0; i < matchers.Count; i++)
        {
            int length = matchers[i].Length;
            if (length != GlobMatcher.Unbounded && (longest < 0 || length >= matchers[longest].Length))
            {
                longest = i;
            }
        }

        return longest < 0
            ? new GlobTree(matchers[0], null, Join(matchers[1..]))
            : new GlobTree(
                matchers[longest],
                longest == 0 ? null : Join(matchers[..longest]),
                longest == matchers.Count - 1 ? null : Join(matchers[(longest + 1)..]));
    }

    private GlobMatcher? Glue(List<GlobMatcher> matchers)
    {
        if (matchers.Count <= 1)
        {
            return null;
        }

        return GlueStretches(matchers)
            ?? (matchers.All(matcher => matcher.Length != GlobMatcher.Unbounded) ? new GlobRow(matchers, library) : null);
    }

    private static GlobMatcher? GlueStretches(List<GlobMatcher> matchers)
    {
        string? barred = Barred(matchers[0]);
        if (barred is null || matchers.Exists(matcher => Barred(matcher) != barred))
        {
            return null;
        }

        int characters = matchers.Count(matcher => matcher.Length == 1);
        bool open = characters < matchers.Count;
        if (characters == 0)
        {
            return barred.Length == 0 ? new GlobSuper() : new GlobAny();
        }

        List<GlobMatcher> every = [new GlobMinimum(characters)];
        if (!open)
        {
            every.Add(new GlobMaximum(characters));
        }

        // The whole list as one text: "[!ab][!ab]" bars "ab" in a row, not each of them. It is what the library does.
        every.Add(new GlobContains(barred, true));
        return new GlobEveryOf(every);
    }

    /// <summary>What must not occur in a stretch; null for a matcher that is more than a stretch.</summary>
    private static string? Barred(GlobMatcher matcher) => matcher switch
    {
        GlobSuper => "",
        GlobAny or GlobSingle => "/",
        GlobList { Not: true } list => list.Characters,
        _ => null,
    };
}
