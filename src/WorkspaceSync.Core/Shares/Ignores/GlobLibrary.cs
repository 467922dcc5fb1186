namespace WorkspaceSync;

/// <summary>
/// Which state of github.com/gobwas/glob a daemon was built with. Syncthing hands every pattern to that library, and its
/// states read some patterns differently; ordinary ones mean the same in all three.
/// </summary>
internal enum GlobLibrary
{
    /// <summary>0.2.3: Syncthing before 1.20.3, and Debian's builds up to 1.29. Takes a character beside <c>?</c> or <c>[…]</c> for one byte.</summary>
    Bytes,

    /// <summary>0.2.3 with Syncthing's own repair for characters of several bytes: Syncthing's releases from 1.20.3 on.</summary>
    Runes,

    /// <summary>1.0: backtracks properly, and refuses an unclosed <c>{</c> and a trailing <c>\</c>, which the older ones let pass.</summary>
    Version1,
}
