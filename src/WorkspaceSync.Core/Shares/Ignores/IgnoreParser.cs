using System.Text;

namespace WorkspaceSync;

/// <summary>Gives the lines of an included file, by its path relative to the share (it may lead out of it); null when there is none.</summary>
/// <param name="path">The path, with slashes.</param>
internal delegate IReadOnlyList<string>? IgnoreInclude(string path);

/// <summary>
/// Reads ignore files as lib/ignore/ignore.go does. The daemon stops at the first line that it cannot read, and the folder
/// with it; here the rest is read too, so that all that is wrong can be said at once.
/// </summary>
internal sealed class IgnoreParser(IgnoreDialect dialect, IgnoreInclude include)
{
    /// <summary>The name of a share's own ignore file.</summary>
    public const string RootFile = ".stignore";

    // Go's line scanner gives up at this many bytes, and the daemon with it.
    private const int MaxLineLength = 64 * 1024;

    // A file outside the share that includes itself has no end in the daemon either.
    private const int MaxDepth = 32;

    private readonly HashSet<string> _seenLines = [];
    private readonly HashSet<string> _seenFiles = [];

    public List<IgnorePattern> Patterns { get; } = [];

    public List<IgnoreRule> Rules { get; } = [];

    public List<IgnoreProblem> Problems { get; } = [];

    public void Read(IReadOnlyList<string> lines, string file = RootFile, int depth = 0)
    {
        IgnoreEscape escape = new(dialect);
        int ownPatterns = 0;
        int number = 0;

        // A line given over the API may hold line feeds; in the file they make several.
        foreach (string raw in lines.SelectMany(line => line.Split('\n')))
        {
            number++;
            string line = raw.Trim();
            try
            {
                if (Encoding.UTF8.GetByteCount(raw) >= MaxLineLength)
                {
                    throw new FormatException("the line is too long: Syncthing reads up to 65,535 bytes; split it");
                }

                if (escape.IsDirective(line))
                {
                    escape.Read(line, ownPatterns);
                }
                else if (_seenLines.Add(line) && line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
                {
                    string written = escape.Apply(line);
                    if (written.StartsWith("#include", StringComparison.Ordinal))
                    {
                        ReadInclude(written, file, depth);
                    }
                    else
                    {
                        ReadPattern(written, new(line, file, number, false, false, false));
                        ownPatterns++;
                    }
                }
            }
            catch (FormatException e)
            {
                Problems.Add(new(file, number, line, e.Message));
            }
        }
    }

    private void ReadInclude(string line, string file, int depth)
    {
        int blank = line.IndexOf(' ');
        string name = blank < 0 ? "" : line[(blank + 1)..].Trim();
        if (name.Length == 0)
        {
            throw new FormatException("#include names no file; write '#include name'");
        }

        string path = Resolve(file, name);
        // The daemon knows a file again only inside the share.
        bool isInside = path != ".." && !path.StartsWith("../", StringComparison.Ordinal);
        if (depth == MaxDepth || (isInside && !_seenFiles.Add(path)))
        {
            throw new FormatException($"'{path}' is included a second time; leave this line out");
        }

        IReadOnlyList<string> lines = include(path)
            ?? throw new FormatException($"there is no file '{path}' to include; create it, or leave this line out");
        Read(lines, path, depth + 1);
    }

    /// <summary>The path from the share's root; like the daemon, takes an absolute one for one below the including file.</summary>
    private static string Resolve(string file, string name)
    {
        Stack<string> parts = [];
        foreach (string part in (file[..(file.LastIndexOf('/') + 1)] + name).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.TryPeek(out string? last) && last != "..")
            {
                parts.Pop();
            }
            else if (part != ".")
            {
                parts.Push(part);
            }
        }

        return string.Join('/', parts.Reverse());
    }

    private void ReadPattern(string line, IgnorePattern source)
    {
        string text = dialect.Normalizes ? IgnoreNames.Normalize(line, dialect.IsMac) : line;
        bool foldsCase = dialect.IsMac;
        for (bool more = true; more;)
        {
            more = false;
            if (!source.Negated && text.StartsWith('!'))
            {
                (source, text, more) = (source with { Negated = true }, text[1..], true);
            }
            else if (!source.CaseInsensitive && text.StartsWith("(?i)", StringComparison.Ordinal))
            {
                (source, text, more) = (source with { CaseInsensitive = true }, text[4..], true);
            }
            else if (!source.Deletable && text.StartsWith("(?d)", StringComparison.Ordinal))
            {
                (source, text, more) = (source with { Deletable = true }, text[4..], true);
            }
        }

        if (text.Length == 0)
        {
            throw new FormatException("a pattern is missing after the prefix");
        }

        foldsCase |= source.CaseInsensitive;
        source = source with { Body = text };
        text = foldsCase ? IgnoreNames.Fold(text) : text;
        List<(string Pattern, string Glob)> patterns = text.EndsWith("/**", StringComparison.Ordinal) ? Depths(text)
            : text.EndsWith('/') ? Depths(text + "**")
            : [.. Depths(text), .. Depths(text + "/**")];
        List<IgnoreRule> rules =
        [
            .. patterns.Select(part => new IgnoreRule(source, part.Pattern, foldsCase, Glob.Parse(part.Glob, dialect.Library))),
        ];
        Patterns.Add(source);
        Rules.AddRange(rules);
    }

    // Only a slash at the very beginning stands for the root: in "**//a" the second one is part of the glob, and no name has it.
    private static List<(string Pattern, string Glob)> Depths(string pattern) =>
        pattern.StartsWith('/') ? [(pattern, pattern[1..])]
        : pattern.StartsWith("**/", StringComparison.Ordinal) ? [(pattern, pattern), (pattern[3..], pattern[3..])]
        : [(pattern, pattern), ("**/" + pattern, "**/" + pattern)];
}
