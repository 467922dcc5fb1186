namespace WorkspaceSync.Tests;

/// <summary>Random trees, and random ignores that have to do with them.</summary>
internal sealed class RandomIgnores(int seed)
{
    private static readonly string[] s_names =
    [
        "a", "b", "ab", "B", ".git", "x.pyc", "A.PYC", "a b", "é", "日", "*", "[a]", "{a}", "-", "!a", "#a", "src",
        ".stignore", ".stfolder", ".syncthing.a.tmp", "~syncthing~a", "a.b.c", "ÀB",
    ];

    private static readonly string[] s_pieces =
    [
        "a", "b", "ab", "c", "*", "**", "?", "/", "/", "[ab]", "[!a]", "[!ab]", "[a-c]", "[!b-z]", "[é日]", "{a,b}", "{a*,b}",
        "{,a}", "{ab,a?}", "\\*", "\\[", "\\", ".", "é", "日", "*.", "**/", "/**", "[", "]", "}", "-", ",", "[!/]", "{*a,b/}",
    ];

    private static readonly string[] s_prefixes = ["!", "!", "(?d)", "(?i)", "(?d)(?i)", "!(?i)", "(?i)!"];

    private readonly Random _random = new(seed);

    /// <summary>Directories end with a slash; every directory above an entry is one too.</summary>
    public IReadOnlyList<string> Tree()
    {
        HashSet<string> files = [];
        HashSet<string> folders = [];
        for (int i = 0; i < 120; i++)
        {
            string[] parts = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pick(s_names))];
            string path = string.Join('/', parts);
            string[] above = [.. Enumerable.Range(1, parts.Length - 1).Select(count => string.Join('/', parts[..count]))];
            bool fits = !IgnoreNames.IsInternal(path) && !above.Any(files.Contains) && !folders.Contains(path) && !files.Contains(path);
            if (fits)
            {
                folders.UnionWith(above);
                (_random.Next(5) == 0 ? folders : files).Add(path);
            }
        }

        return [.. folders.Order(StringComparer.Ordinal).Select(folder => folder + "/"), .. files.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Set()
    {
        List<string> lines = [.. Enumerable.Range(0, _random.Next(1, 7)).Select(_ => Line())];
        if (_random.Next(3) == 0)
        {
            lines.Add("*");
        }

        if (_random.Next(6) == 0)
        {
            lines.Add(Pick(["// a", "", "  a ", "#escape=|", "#include", "!", "(?d)", "#include missing", "/", "/**", lines[0]]));
        }

        return lines;
    }

    private string Line()
    {
        string prefix = _random.Next(2) == 0 ? Pick(s_prefixes) : "";
        string root = Pick(["", "", "/", "/", "**/"]);
        string end = Pick(["", "", "", "/", "/**", "/*"]);
        string body = _random.Next(4) == 0
            ? string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pick(s_pieces)))
            : string.Join('/', Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Name()));
        return prefix + root + body + end;
    }

    private string Name()
    {
        string name = Pick(s_names);
        return _random.Next(7) switch
        {
            0 => "*",
            1 => "*" + name[1..],
            2 => name[..1] + "*",
            3 => "?" + name[1..],
            4 => "**",
            _ => name,
        };
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
