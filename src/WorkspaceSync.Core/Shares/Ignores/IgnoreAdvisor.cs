namespace WorkspaceSync;

/// <summary>Finds the lines that Syncthing accepts and that people write by mistake; each form was measured on real daemons.</summary>
internal sealed class IgnoreAdvisor(IgnoreSet set)
{
    public IEnumerable<IgnoreAdvice> Advise() =>
        from pattern in set.Patterns
        let message = LooksLikeComment(pattern) ?? NeverMatches(pattern) ?? UnknownPrefix(pattern) ?? Hidden(pattern)
            ?? ContentsOnly(pattern) ?? Backslash(pattern) ?? ReadDifferently(pattern)
        where message is not null
        select new IgnoreAdvice(pattern.File, pattern.LineNumber, pattern.Text, message);

    private static string? LooksLikeComment(IgnorePattern pattern) =>
        pattern.Text is "#" || pattern.Text.StartsWith("# ", StringComparison.Ordinal) || pattern.Text.StartsWith("##", StringComparison.Ordinal)
            ? "This is a pattern, for a file of that name. A comment begins with '//'."
            : null;

    private static string? NeverMatches(IgnorePattern pattern)
    {
        string[] parts = pattern.Body.Split('/');
        bool blankInside = parts.Skip(1).SkipLast(1).Contains("");
        return parts.Any(part => part is "." or "..")
            ? $"It never matches: names hold no '.' and no '..'. For the share's root write '{string.Join('/', ["", .. parts.Where(part => part is not ("." or ".."))])}'."
            : blankInside ? "It never matches: names hold no two slashes in a row."
            : null;
    }

    private static string? UnknownPrefix(IgnorePattern pattern) =>
        pattern.Body.StartsWith("(?", StringComparison.Ordinal) || pattern.Body.StartsWith('!')
            ? "The prefixes are '!', '(?i)' and '(?d)', each once; what comes after them counts as part of the name."
            : pattern.Body.StartsWith(' ') ? "The blank after the prefix counts as part of the name."
            : null;

    private string? Hidden(IgnorePattern pattern)
    {
        if (!pattern.Negated || Sample(pattern) is not string sample)
        {
            return null;
        }

        return set.FirstMatch(sample) is { Negated: false } first && IsBefore(first, pattern)
            ? $"The first match wins, and '{first.Text}' ({first.File} line {first.LineNumber}) comes first. Put the exception above it."
            : null;
    }

    private string? ContentsOnly(IgnorePattern pattern)
    {
        string directory = pattern.Body.EndsWith("/**", StringComparison.Ordinal) ? pattern.Body[..^3] : pattern.Body.TrimEnd('/');
        if (directory.Length == pattern.Body.Length || directory.Length == 0 || directory.EndsWith('*'))
        {
            return null;
        }

        if (!pattern.Negated)
        {
            string deletable = pattern.Deletable ? "(?d)" : "";
            return "Only what is in the directory is left out: the directory itself travels, empty, and then can't be deleted by "
                + $"another device. Write '{(pattern.CaseInsensitive ? "(?i)" : "")}{deletable}{directory}'.";
        }

        return GlobNodeOf(directory) is { } node && GlobSample.Of(node).FirstOrDefault() is string sample
            && set.FirstMatch(sample) is { Negated: false } first
            ? $"The directory itself is left out by '{first.Text}' ({first.File} line {first.LineNumber}): Syncthing 1.27.4 and later don't look "
                + $"into it, and 2.x can't list what is in it. Write '!{directory}'."
            : null;
    }

    private static string? Backslash(IgnorePattern pattern)
    {
        int slash = pattern.Body.IndexOf('\\');
        return slash >= 0 && slash + 1 < pattern.Body.Length && char.IsLetterOrDigit(pattern.Body[slash + 1])
            ? "A backslash takes the next character as it is; between names write '/'."
            : null;
    }

    /// <summary>What one version refuses, or reads in another way than the other, does different things on two machines.</summary>
    private string? ReadDifferently(IgnorePattern pattern)
    {
        foreach (IgnoreRule rule in set.Rules.Where(rule => ReferenceEquals(rule.Source, pattern)))
        {
            string glob = rule.Pattern.TrimStart('/');
            if (GlobNodeOf(glob) is not { } node)
            {
                return "Newer builds of Syncthing refuse it and stop the folder: close each '{' and '[', and end no line with a single backslash.";
            }

            Glob[] readings = [.. Enum.GetValues<GlobLibrary>().Select(library => Glob.Parse(glob, library))];
            foreach (GlobSubject sample in GlobSample.Of(node).Select(text => new GlobSubject(text)))
            {
                if (readings.Select(reading => reading.IsMatch(sample)).Distinct().Count() > 1)
                {
                    return "Syncthing's versions read it differently. Write it as several simpler lines.";
                }
            }
        }

        return null;
    }

    private static string? Sample(IgnorePattern pattern) =>
        GlobNodeOf(pattern.Body.TrimStart('/').TrimEnd('/')) is { } node ? GlobSample.Of(node).FirstOrDefault() : null;

    private static GlobNode? GlobNodeOf(string glob)
    {
        try
        {
            return new GlobParser(glob.TrimStart('/'), GlobLibrary.Version1).Parse();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private bool IsBefore(IgnorePattern first, IgnorePattern second) =>
        set.Patterns.TakeWhile(pattern => !ReferenceEquals(pattern, second)).Any(pattern => ReferenceEquals(pattern, first));
}
