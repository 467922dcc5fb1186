namespace WorkspaceSync;

/// <summary>
/// One glob, read as Syncthing's library reads it. No .NET library has these semantics: <c>*</c> stops at a slash and
/// <c>**</c> does not, braces nest, and the daemons in use follow a library whose shortcuts are part of their verdict.
/// Checked against the library itself, see the tests.
/// </summary>
internal sealed class Glob
{
    private readonly GlobMatcher? _classic;
    private readonly GlobBacktracker? _backtracker;

    private Glob(GlobNode root, GlobLibrary library)
    {
        if (library == GlobLibrary.Version1)
        {
            _backtracker = new(root);
        }
        else
        {
            _classic = new GlobCompiler(library).Compile(root);
        }
    }

    /// <summary>Reads a glob; throws <see cref="FormatException"/>, saying what is wrong, where the library refuses it.</summary>
    public static Glob Parse(string pattern, GlobLibrary library) => new(new GlobParser(pattern, library).Parse(), library);

    /// <summary>Whether the whole path matches.</summary>
    public bool IsMatch(GlobSubject path) => _backtracker?.IsMatch(path.Runes) ?? _classic!.IsMatch(path.Bytes);
}
