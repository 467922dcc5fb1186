namespace WorkspaceSync;

/// <summary>How a step of a workspace's setup stands, or went.</summary>
public sealed class SetupStepReport
{
    /// <summary>The workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>The step.</summary>
    public required string Step { get; init; }

    /// <summary>Whether it is true.</summary>
    public required bool IsDone { get; init; }

    /// <summary>Whether this run made it true.</summary>
    public bool IsChanged { get; init; }

    /// <summary>What is there; or what would be done, or is wrong.</summary>
    public required string Detail { get; init; }

    /// <summary>What is in the way; null when nothing is.</summary>
    public SyncError? Error { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The step and how it stands.</summary>
    public override string ToString() => $"{(IsDone ? "✓" : "•")} {Step}: {Detail}";
}
