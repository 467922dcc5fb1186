using System.Text;

namespace WorkspaceSync;

/// <summary>Makes the tree of a pattern; throws <see cref="FormatException"/> for what the library refuses.</summary>
internal sealed class GlobParser(string pattern, GlobLibrary library)
{
    private readonly GlobLexer _lexer = new(pattern, library);

    public GlobNode Parse()
    {
        GlobNode root = new(GlobNodeKind.Sequence);
        Stack<(GlobNode Group, GlobNode Outside)> open = [];
        GlobNode current = root;
        for (GlobToken token = _lexer.Next(); token.Kind != GlobTokenKind.End; token = _lexer.Next())
        {
            switch (token.Kind)
            {
                case GlobTokenKind.TermsOpen:
                    GlobNode group = new(GlobNodeKind.Alternatives);
                    current.Children.Add(group);
                    open.Push((group, current));
                    current = Alternative(group);
                    break;
                case GlobTokenKind.Separator:
                    current = Alternative(open.Peek().Group);
                    break;
                case GlobTokenKind.TermsClose:
                    current = open.Pop().Outside;
                    break;
                default:
                    current.Children.Add(Leaf(token));
                    break;
            }
        }

        // The classic library takes what follows an unclosed { for alternatives, up to the end.
        return open.Count == 0 || library != GlobLibrary.Version1 ? root : throw new FormatException("a { is not closed by a }");
    }

    private static GlobNode Alternative(GlobNode group)
    {
        GlobNode alternative = new(GlobNodeKind.Sequence);
        group.Children.Add(alternative);
        return alternative;
    }

    private GlobNode Leaf(GlobToken token) => token.Kind switch
    {
        GlobTokenKind.Text => new(GlobNodeKind.Text, token.Text),
        GlobTokenKind.Any => new(GlobNodeKind.Any),
        GlobTokenKind.Super => new(GlobNodeKind.Super),
        GlobTokenKind.Single => new(GlobNodeKind.Single),
        _ => CharacterClass(),
    };

    private GlobNode CharacterClass()
    {
        bool not = false;
        string low = "";
        string high = "";
        string characters = "";
        for (GlobToken token = _lexer.Next(); token.Kind != GlobTokenKind.RangeClose; token = _lexer.Next())
        {
            switch (token.Kind)
            {
                case GlobTokenKind.Not:
                    not = true;
                    break;
                case GlobTokenKind.RangeLow:
                    low = token.Text;
                    break;
                case GlobTokenKind.RangeHigh:
                    high = token.Text;
                    break;
                case GlobTokenKind.Text:
                    characters = token.Text;
                    break;
                default:
                    break;
            }
        }

        if (characters.Length > 0)
        {
            return new(GlobNodeKind.List, characters, not);
        }

        if (low.Length == 0 || high.Length == 0)
        {
            throw new FormatException("a [ ] is empty");
        }

        return Rune.GetRuneAt(low, 0) <= Rune.GetRuneAt(high, 0)
            ? new(GlobNodeKind.Range, low + high, not)
            : throw new FormatException($"the range [{low}-{high}] runs backwards");
    }
}
