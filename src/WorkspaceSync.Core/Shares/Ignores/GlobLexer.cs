using System.Text;

namespace WorkspaceSync;

/// <summary>
/// Cuts a pattern into tokens as gobwas/glob does, its oddities included: what it lets pass decides whether the daemon
/// stops the folder. Throws <see cref="FormatException"/> where it reports an error.
/// </summary>
internal sealed class GlobLexer(string pattern, GlobLibrary library)
{
    private const string TextBreakers = "?*[{";
    private const string TermsBreakers = "?*[{},";
    private const int EndOfPattern = -1;

    private readonly int[] _runes = [.. pattern.EnumerateRunes().Select(rune => rune.Value)];
    private readonly Queue<GlobToken> _tokens = [];
    private int _position;
    private int _termsLevel;

    public GlobToken Next()
    {
        while (_tokens.Count == 0)
        {
            ReadItem();
        }

        return _tokens.Dequeue();
    }

    private void ReadItem()
    {
        switch (Read())
        {
            case EndOfPattern:
                Push(GlobTokenKind.End);
                break;
            case '{':
                _termsLevel++;
                Push(GlobTokenKind.TermsOpen);
                break;
            case ',' when _termsLevel > 0:
                Push(GlobTokenKind.Separator);
                break;
            case '}' when _termsLevel > 0:
                _termsLevel--;
                Push(GlobTokenKind.TermsClose);
                break;
            case '[':
                Push(GlobTokenKind.RangeOpen);
                ReadRange();
                break;
            case '?':
                Push(GlobTokenKind.Single);
                break;
            case '*':
                bool super = Peek() == '*';
                _position += super ? 1 : 0;
                Push(super ? GlobTokenKind.Super : GlobTokenKind.Any);
                break;
            default:
                _position--;
                ReadText(_termsLevel > 0 ? TermsBreakers : TextBreakers);
                break;
        }
    }

    private void ReadRange()
    {
        int first = ReadInRange();
        if (first == '!')
        {
            Push(GlobTokenKind.Not);
            first = ReadInRange();
        }

        if (Peek() == '-')
        {
            _position++;
            Push(GlobTokenKind.RangeLow, first);
            Push(GlobTokenKind.RangeBetween);
            Push(GlobTokenKind.RangeHigh, ReadInRange());
        }
        else
        {
            _position--;
            ReadText("]");
        }

        if (ReadInRange() != ']')
        {
            throw new FormatException("a [ ] holds either characters, as in [abc], or one range, as in [a-c]");
        }

        Push(GlobTokenKind.RangeClose);
    }

    private void ReadText(string breakers)
    {
        StringBuilder text = new();
        bool escaped = false;
        for (int rune = Read(); rune != EndOfPattern; rune = Read())
        {
            if (!escaped && rune == '\\')
            {
                escaped = true;
                continue;
            }

            if (!escaped && rune < char.MaxValue && breakers.Contains((char)rune))
            {
                _position--;
                break;
            }

            escaped = false;
            text.Append(new Rune(rune));
        }

        if (escaped && library == GlobLibrary.Version1)
        {
            throw new FormatException("a \\ at the end escapes nothing");
        }

        if (text.Length > 0)
        {
            _tokens.Enqueue(new(GlobTokenKind.Text, text.ToString()));
        }
    }

    private int ReadInRange()
    {
        int rune = Read();
        return rune != EndOfPattern ? rune : throw new FormatException("a [ is not closed by a ]");
    }

    private int Read()
    {
        int rune = Peek();
        _position += _position < _runes.Length ? 1 : 0;
        return rune;
    }

    private int Peek()
    {
        if (_position == _runes.Length)
        {
            return EndOfPattern;
        }

        int rune = _runes[_position];
        if (rune == Rune.ReplacementChar.Value && library != GlobLibrary.Version1)
        {
            throw new FormatException("it has the character U+FFFD, which stands for broken text");
        }

        // The classic library takes NUL for the end of the pattern. No file name holds one.
        return rune == 0 && library != GlobLibrary.Version1 ? EndOfPattern : rune;
    }

    private void Push(GlobTokenKind kind, int rune = 0) =>
        _tokens.Enqueue(new(kind, rune == 0 ? "" : new Rune(rune).ToString()));
}
