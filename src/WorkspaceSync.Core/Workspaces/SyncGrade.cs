namespace WorkspaceSync;

/// <summary>How a flush of a workspace ended, for scripts.</summary>
public enum SyncGrade
{
    /// <summary>Both sides are the same.</summary>
    Same,

    /// <summary>Both sides are the same, and conflict copies lie among the files.</summary>
    SameWithConflicts,

    /// <summary>They could not be made the same; the error says why.</summary>
    Incomplete,

    /// <summary>One of the machines could not be asked.</summary>
    Unreachable,
}
