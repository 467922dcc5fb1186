namespace WorkspaceSync;

/// <summary>The ways in which a file is moved.</summary>
internal enum FileStepKind
{
    /// <summary>The file gets a second name, or a copy; the first stays.</summary>
    Keep,

    /// <summary>The file takes the place of another, that was kept before.</summary>
    Replace,

    /// <summary>The file goes to a name that is free.</summary>
    Move,
}
