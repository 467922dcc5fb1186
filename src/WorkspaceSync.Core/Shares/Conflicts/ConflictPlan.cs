namespace WorkspaceSync;

/// <summary>What is going to be done about all versions of one file.</summary>
/// <param name="Site">Where.</param>
/// <param name="Path">The file.</param>
/// <param name="Keep">What was asked for.</param>
/// <param name="Winner">The version that will be live.</param>
/// <param name="Others">Every other version, and where it goes.</param>
/// <param name="IsIdentical">Whether all are the same, so that there is nothing to decide.</param>
/// <param name="Steps">How it is done.</param>
internal sealed record ConflictPlan(
    ShareSite Site,
    string Path,
    SyncConflictKeep Keep,
    SyncConflictFile Winner,
    IReadOnlyList<(SyncConflictFile File, string KeptAt)> Others,
    bool IsIdentical,
    IReadOnlyList<FileStep> Steps)
{
    /// <summary>Whether the live file stays as it is.</summary>
    public bool LiveStays => Winner.Path == Path;

    /// <summary>Whether the file was gone, and is there again.</summary>
    public bool Returns { get; init; }

    /// <summary>The copies that are dealt with.</summary>
    public required IReadOnlyList<string> ConflictPaths { get; init; }

    /// <summary>Every path that the daemon has to look at afterwards.</summary>
    public IEnumerable<string> TouchedPaths => ConflictPaths.Append(Path).Concat(Keep is SyncConflictKeep.Both ? Others.Select(other => other.KeptAt) : []).Distinct();
}
