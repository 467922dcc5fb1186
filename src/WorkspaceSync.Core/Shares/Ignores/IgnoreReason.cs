namespace WorkspaceSync;

/// <summary>What a path's verdict rests on.</summary>
public enum IgnoreReason
{
    /// <summary>No pattern matches it: it travels.</summary>
    NoPattern,

    /// <summary>An exception, a pattern with <c>!</c>, matches it first: it travels.</summary>
    Exception,

    /// <summary>A pattern matches it first: it is left out.</summary>
    Pattern,

    /// <summary>A pattern leaves out a directory above it, and Syncthing doesn't look into that: it is left out.</summary>
    DirectoryAbove,

    /// <summary>It is, or lies in, what Syncthing keeps for itself: <c>.stfolder</c>, <c>.stignore</c>, <c>.stversions</c>.</summary>
    Internal,

    /// <summary>Its name is that of a download in progress: <c>.syncthing.…</c> or <c>~syncthing~…</c>.</summary>
    Temporary,

    /// <summary>It is no path inside the share.</summary>
    OutsideShare,
}
