namespace WorkspaceSync;

/// <summary>
/// A share's ignores, able to say what travels: also for paths that don't exist yet, and before anything is sent. Syncthing
/// gives no such answer, and it writes a set that it cannot read all the same and stops the folder.
/// </summary>
internal sealed class IgnoreSet
{
    private static readonly IgnoreInclude s_noInclude = _ => null;

    private readonly IgnoreDialect _dialect;
    private readonly List<IgnoreRule> _rules;
    private readonly List<bool> _skips = [];

    private IgnoreSet(IgnoreParser parser, IgnoreDialect dialect)
    {
        _dialect = dialect;
        _rules = parser.Rules;
        Patterns = parser.Patterns;

        bool skips = dialect.SkipsByPattern || SkipsAtAll();
        foreach (IgnoreRule rule in _rules)
        {
            skips &= !dialect.SkipsByPattern || rule.AllowsSkipping(dialect);
            _skips.Add(skips);
        }
    }

    /// <summary>The lines that decide something, in order; duplicates and comments are left out.</summary>
    public IReadOnlyList<IgnorePattern> Patterns { get; }

    /// <summary>What the lines become, in order.</summary>
    public IReadOnlyList<IgnoreRule> Rules => _rules;

    /// <summary>The patterns as <c>db/ignores</c> shows them under <c>expanded</c>.</summary>
    public IEnumerable<string> Expanded => _rules.Select(rule => rule.Expanded);

    /// <summary>Reads a set; throws <see cref="SyncError.IgnorePatternInvalid"/> naming each line that Syncthing would refuse.</summary>
    /// <param name="lines">The lines of <c>.stignore</c>.</param>
    /// <param name="include">Gives the lines of included files; none exist when it is left out.</param>
    /// <param name="dialect">The node's dialect; <see cref="IgnoreDialect.Current"/> when it is left out.</param>
    public static IgnoreSet Parse(IReadOnlyList<string> lines, IgnoreInclude? include = null, IgnoreDialect? dialect = null)
    {
        IgnoreParser parser = Read(lines, include, dialect ?? IgnoreDialect.Current);
        return parser.Problems.Count == 0
            ? new(parser, dialect ?? IgnoreDialect.Current)
            : throw new SyncException(
                SyncError.IgnorePatternInvalid,
                $"Syncthing would refuse these ignores and stop the folder: {string.Join("; ", parser.Problems)}.");
    }

    /// <summary>The lines for which Syncthing would refuse the set; none means that it takes it.</summary>
    /// <param name="lines">The lines of <c>.stignore</c>.</param>
    /// <param name="include">Gives the lines of included files; none exist when it is left out.</param>
    /// <param name="dialect">The node's dialect; <see cref="IgnoreDialect.Current"/> when it is left out.</param>
    public static IReadOnlyList<IgnoreProblem> Validate(
        IReadOnlyList<string> lines, IgnoreInclude? include = null, IgnoreDialect? dialect = null) =>
        Read(lines, include, dialect ?? IgnoreDialect.Current).Problems;

    /// <summary>Whether a path travels: whether a full scan puts it into the index once it exists.</summary>
    /// <param name="path">Relative to the share, with slashes; one at its end says that a directory is meant.</param>
    public IgnoreVerdict Decide(string path)
    {
        string name = path.TrimEnd('/');
        while (name.StartsWith("./", StringComparison.Ordinal))
        {
            name = name[2..].TrimStart('/');
        }

        if (path.StartsWith('/') || name.Split('/').Any(part => part is "" or "." or "..") || name.Contains('\0'))
        {
            return path is "." or "./"
                ? new(".", true, IgnoreReason.NoPattern, Note: "It is the share itself.")
                : new(path, false, IgnoreReason.OutsideShare, Note: "It is not a path relative to the share, and inside it.");
        }

        string normalized = IgnoreNames.Normalize(name, _dialect.IsMac);
        if (IgnoreNames.IsInternal(normalized))
        {
            return new(name, false, IgnoreReason.Internal, Note: "Syncthing keeps it to itself.");
        }

        for (int slash = normalized.IndexOf('/'); slash >= 0; slash = normalized.IndexOf('/', slash + 1))
        {
            string above = normalized[..slash];
            int rule = FindRule(above);

            // The name of a download in progress is looked at before the patterns are, and its directory is entered.
            if (rule >= 0 && !_rules[rule].Source.Negated && _skips[rule] && !IgnoreNames.IsTemporary(above))
            {
                return Verdict(name, false, IgnoreReason.DirectoryAbove, rule, $"Its directory '{above}' is left out as a whole.");
            }
        }

        return IgnoreNames.IsTemporary(normalized)
            ? new(name, false, IgnoreReason.Temporary, Note: "Syncthing takes a name like that for a download in progress.")
            : DecideByPattern(name, FindRule(normalized));
    }

    /// <summary>The same for a walk from the root down, which enters only what this says and so need not look at what is above.</summary>
    /// <returns>Whether the path itself travels, and whether a directory of that name is entered.</returns>
    public (bool Travels, bool Enters) Look(string path)
    {
        string normalized = IgnoreNames.Normalize(path, _dialect.IsMac);
        if (IgnoreNames.IsInternal(normalized))
        {
            return (false, false);
        }

        int rule = _rules.Count == 0 ? -1 : FindRule(normalized);
        bool isLeftOut = rule >= 0 && !_rules[rule].Source.Negated;
        bool isTemporary = IgnoreNames.IsTemporary(normalized);
        return (!isLeftOut && !isTemporary, !isLeftOut || !_skips[rule] || isTemporary);
    }

    /// <summary>Lines that Syncthing accepts and that most likely don't do what was meant.</summary>
    public IReadOnlyList<IgnoreAdvice> Advise() => [.. new IgnoreAdvisor(this).Advise()];

    /// <summary>The line that matches a path first, whatever becomes of the directories above it.</summary>
    public IgnorePattern? FirstMatch(string path) => FindRule(path) is int rule and >= 0 ? _rules[rule].Source : null;

    private IgnoreVerdict DecideByPattern(string path, int rule)
    {
        if (rule < 0)
        {
            return new(path, true, IgnoreReason.NoPattern);
        }

        return _rules[rule].Source.Negated
            ? Verdict(path, true, IgnoreReason.Exception, rule, null)
            : Verdict(path, false, IgnoreReason.Pattern, rule, _skips[rule] ? null : "If it is a directory, exceptions still apply to what is in it.");
    }

    private IgnoreVerdict Verdict(string path, bool travels, IgnoreReason reason, int rule, string? note)
    {
        IgnorePattern source = _rules[rule].Source;
        return new(path, travels, reason, source.Text, source.File, source.LineNumber, note);
    }

    private int FindRule(string path)
    {
        GlobSubject subject = new(path);
        GlobSubject folded = new(IgnoreNames.Fold(path));
        return _rules.FindIndex(rule => rule.Glob.IsMatch(rule.FoldsCase ? folded : subject));
    }

    // The rule before 1.27.4: any exception that isn't a plain name at the root makes the daemon look into everything. A
    // rule for what is below is let pass when the rule for the name itself came before it.
    private bool SkipsAtAll()
    {
        string previous = "";
        foreach (IgnoreRule rule in _rules)
        {
            if (rule.Pattern.Length > 3 && rule.Pattern[..^3] == previous)
            {
                continue;
            }

            if (!rule.AllowsSkipping(_dialect))
            {
                return false;
            }

            previous = rule.Pattern;
        }

        return true;
    }

    private static IgnoreParser Read(IReadOnlyList<string> lines, IgnoreInclude? include, IgnoreDialect dialect)
    {
        IgnoreParser parser = new(dialect, include ?? s_noInclude);
        parser.Read(lines);
        return parser;
    }
}
