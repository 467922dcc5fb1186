namespace WorkspaceSync;

/// <summary>What a line becomes: most become four rules, for the name itself and for what is below it, here and at any depth.</summary>
/// <param name="Source">The line.</param>
/// <param name="Pattern">The pattern of this rule, with its leading slash.</param>
/// <param name="FoldsCase">Whether names are brought to lower case first; the pattern is already.</param>
/// <param name="Glob">The pattern, ready to be asked.</param>
internal sealed record IgnoreRule(IgnorePattern Source, string Pattern, bool FoldsCase, Glob Glob)
{
    /// <summary>As <c>db/ignores</c> shows it under <c>expanded</c>.</summary>
    public string Expanded =>
        $"{(Source.Deletable && !Source.Negated ? "(?d)" : "")}{(FoldsCase ? "(?i)" : "")}{(Source.Negated ? "!" : "")}{Pattern}";

    /// <summary>Whether the daemon still passes over a directory that a later rule leaves out, in spite of this exception.</summary>
    public bool AllowsSkipping(IgnoreDialect dialect)
    {
        if (!Source.Negated)
        {
            return true;
        }

        if (!Pattern.StartsWith('/'))
        {
            return false;
        }

        string pattern = dialect.SkipsByPattern ? WithoutEnd(Pattern, "/**") : Pattern;
        return pattern.Length == 0
            || (!pattern[1..].Contains('/') && !WithoutEnd(pattern, "**").Contains("**", StringComparison.Ordinal));
    }

    private static string WithoutEnd(string text, string end) =>
        text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text;
}
