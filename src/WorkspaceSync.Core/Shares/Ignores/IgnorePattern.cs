namespace WorkspaceSync;

/// <summary>One line of a share's ignores that decides something: a pattern, in the file and line where it stands.</summary>
/// <param name="Text">The line as Syncthing takes it: without blanks at its ends.</param>
/// <param name="File">The file it stands in, relative to the share: <c>.stignore</c>, or one that is included.</param>
/// <param name="LineNumber">The line in that file, from 1.</param>
/// <param name="Negated">Whether it is an exception: what it matches does travel.</param>
/// <param name="CaseInsensitive">Whether it begins with <c>(?i)</c>.</param>
/// <param name="Deletable">Whether it begins with <c>(?d)</c>: what it matches is deleted when it is in the way of deleting its directory.</param>
public sealed record IgnorePattern(string Text, string File, int LineNumber, bool Negated, bool CaseInsensitive, bool Deletable)
{
    /// <summary>The pattern without its prefixes.</summary>
    internal string Body { get; init; } = "";

    /// <summary>The line as it was written.</summary>
    public override string ToString() => Text;
}
