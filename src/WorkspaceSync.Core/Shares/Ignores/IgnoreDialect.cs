namespace WorkspaceSync;

/// <summary>
/// Where Syncthing's versions and systems disagree about ignores (lib/ignore/ignore.go and lib/scanner/walk.go of 1.19.2,
/// 1.29.5 and 2.1.3).
/// </summary>
/// <param name="Library">How single patterns are read.</param>
/// <param name="SkipsByPattern">
/// From 1.27.4 on a directory is passed over when no exception up to the pattern that matches it could bring back what is
/// in it; before, when no exception of the whole set could.
/// </param>
/// <param name="Normalizes">From 1.28 on patterns are brought to the form that names have: composed, on a Mac decomposed.</param>
/// <param name="HasEscape">From 2.0 on <c>#escape=c</c> is a directive, not a pattern.</param>
/// <param name="IsMac">On a Mac every pattern ignores case.</param>
internal sealed record IgnoreDialect(GlobLibrary Library, bool SkipsByPattern, bool Normalizes, bool HasEscape, bool IsMac = false)
{
    /// <summary>The dialect of the releases in use today, on Linux.</summary>
    public static IgnoreDialect Current { get; } = new(GlobLibrary.Runes, true, true, true);

    /// <summary>The dialect of a node.</summary>
    /// <param name="version">As <c>system/version</c> says it, <c>v1.29.5</c>; what can't be read counts as current.</param>
    /// <param name="os">As <c>system/version</c> says it: <c>linux</c>, <c>darwin</c>.</param>
    public static IgnoreDialect For(string version, string os = "linux")
    {
        string digits = version.TrimStart('v').Split('-', '+', ' ')[0];
        return !Version.TryParse(digits, out Version? parsed)
            ? Current with { IsMac = os == "darwin" }
            : new(
                parsed < new Version(1, 20, 3) ? GlobLibrary.Bytes : GlobLibrary.Runes,
                parsed >= new Version(1, 27, 4),
                parsed >= new Version(1, 28, 0),
                parsed >= new Version(2, 0, 0),
                os == "darwin");
    }
}
