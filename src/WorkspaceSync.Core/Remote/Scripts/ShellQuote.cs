using System.Text;

namespace WorkspaceSync;

/// <summary>Writes a text so that <c>sh</c> reads the same text again. The only place that quotes for a shell.</summary>
internal static class ShellQuote
{
    /// <summary>One word, in single quotes: nothing in them means anything to <c>sh</c>.</summary>
    public static string Quote(string text)
    {
        RejectNul(text);
        return $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    /// <summary>Several words.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>A text as one line that <c>printf %b</c> turns into the text again.</summary>
    public static string ToLine(string text)
    {
        RejectNul(text);
        StringBuilder line = new(text.Length + 16);
        foreach (byte letter in Encoding.UTF8.GetBytes(text))
        {
            // Only these two matter to read -r and printf. The rest is escaped because some shells keep marks of their own above 127.
            if (letter is (byte)'\\' or < 32 or >= 127)
            {
                line.Append('\\').Append('0').Append((char)('0' + (letter >> 6))).Append((char)('0' + ((letter >> 3) & 7))).Append((char)('0' + (letter & 7)));
            }
            else
            {
                line.Append((char)letter);
            }
        }

        return line.ToString();
    }

    private static void RejectNul(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A shell cannot be given the character NUL.", nameof(text));
        }
    }
}
