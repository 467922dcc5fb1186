namespace WorkspaceSync;

/// <summary>Something that is not as a file says, and what makes it so.</summary>
/// <param name="Drift">What differs.</param>
/// <param name="ApplyAsync">Makes all of it so.</param>
internal sealed record DeclaredChange(IReadOnlyList<SyncDrift> Drift, Func<CancellationToken, Task> ApplyAsync);
