namespace WorkspaceSync;

/// <summary>The directive <c>#escape=c</c> of Syncthing 2.0 and later, which names another escape character for one file.</summary>
internal sealed class IgnoreEscape(IgnoreDialect dialect)
{
    private const string Prefix = "#escape";

    private string _character = "\\";
    private bool _seen;

    public bool IsDirective(string line) => dialect.HasEscape && line.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Takes the directive, or throws <see cref="FormatException"/>.</summary>
    public void Read(string line, int patternsBefore)
    {
        if (_seen)
        {
            throw new FormatException("the file has a second #escape; leave one");
        }

        if (patternsBefore > 0)
        {
            throw new FormatException("#escape has to stand before the first pattern");
        }

        _seen = true;
        string rest = line[Prefix.Length..].Trim();
        string character = rest.StartsWith('=') ? rest[1..].Trim() : "";
        _character = character.EnumerateRunes().Count() == 1
            ? character
            : throw new FormatException("#escape takes one character, as in '#escape=|'");
    }

    /// <summary>The line with a backslash for each escape character, and a doubled one for the character itself.</summary>
    public string Apply(string line) => _character == "\\"
        ? line
        : line.Replace(_character, "\\", StringComparison.Ordinal).Replace("\\\\", "\\" + _character, StringComparison.Ordinal);
}
