namespace WorkspaceSync;

/// <summary>What is different between the two versions of a conflict.</summary>
public sealed class SyncConflictComparison
{
    /// <summary>The conflict; Resolve-SyncConflict takes it.</summary>
    public required SyncConflict Conflict { get; init; }

    /// <summary>The file, from the share's root.</summary>
    public string Path => Conflict.Path;

    /// <summary>What is compared.</summary>
    public SyncConflictKind Kind => Conflict.Kind;

    /// <summary>Whether there is no difference.</summary>
    public required bool IsIdentical { get; init; }

    /// <summary>The lines of the difference, as diff -u or in two columns; empty for what is no text.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>How many lines only the copy has; null for what is no text.</summary>
    public int? Added { get; init; }

    /// <summary>How many lines only the live version has; null for what is no text.</summary>
    public int? Removed { get; init; }

    /// <summary>The offset of the first byte that differs, or at which one version ends; null when there is none.</summary>
    public long? FirstDifference { get; init; }

    /// <summary>The archived version that both may have come from, from the share's root: the newest that is older than both; null when there is none.</summary>
    public string? BasePath { get; init; }

    /// <summary>What the live version changed of that, as diff -u.</summary>
    public IReadOnlyList<string> OriginalChanges { get; init; } = [];

    /// <summary>What the copy changed of that, as diff -u.</summary>
    public IReadOnlyList<string> ConflictChanges { get; init; } = [];

    /// <summary>The path and how much differs.</summary>
    public override string ToString() => IsIdentical ? $"{Path}: identical" : Added is null ? $"{Path}: differs" : $"{Path}: +{Added} -{Removed}";
}
