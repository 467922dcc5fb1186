using System.Text;

namespace WorkspaceSync;

/// <summary>Makes lines of bytes as they come, wherever their pieces end: in the middle of a letter too.</summary>
internal sealed class LineSplitter
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _rest = new();

    /// <summary>The lines that these bytes end.</summary>
    public List<string> Add(ReadOnlySpan<byte> bytes)
    {
        char[] letters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        ReadOnlySpan<char> text = letters.AsSpan(0, _decoder.GetChars(bytes, letters, flush: false));
        List<string> lines = [];
        while (text.IndexOf('\n') is int end and >= 0)
        {
            _rest.Append(text[..end]);
            lines.Add(Take());
            text = text[(end + 1)..];
        }

        _rest.Append(text);
        return lines;
    }

    /// <summary>What is left without an end of line; null when nothing is.</summary>
    public string? End() => _rest.Length == 0 ? null : Take();

    private string Take()
    {
        int length = _rest.Length > 0 && _rest[^1] == '\r' ? _rest.Length - 1 : _rest.Length; // a terminal's ending, written by what thinks it has one
        string line = _rest.ToString(0, length);
        _rest.Clear();
        return line;
    }
}
