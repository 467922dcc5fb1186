namespace WorkspaceSync;

/// <summary>What <c>db/ignores</c> says: the raw lines, what they expand to, and why they cannot be used when they can't.</summary>
internal sealed class IgnoreLines
{
    public string[]? Ignore { get; init; }

    public string[]? Expanded { get; init; }

    public string? Error { get; init; }
}
