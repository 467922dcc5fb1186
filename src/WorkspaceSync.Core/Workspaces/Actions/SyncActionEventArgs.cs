namespace WorkspaceSync;

/// <summary>Why an action runs: what its script block has as <c>$EventArgs</c>.</summary>
public sealed class SyncActionEventArgs : EventArgs
{
    /// <summary>The action's name.</summary>
    public required string Action { get; init; }

    /// <summary>The trigger.</summary>
    public required SyncActionTrigger On { get; init; }

    /// <summary>The share.</summary>
    public required string Share { get; init; }

    /// <summary>The machine whose daemon told it.</summary>
    public required string Machine { get; init; }

    /// <summary>The files that it is about, from the share's root; none when it is about none.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>What has happened, in a few words.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was noticed.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The share and what has happened.</summary>
    public override string ToString() => $"{Share}: {Reason}";
}
