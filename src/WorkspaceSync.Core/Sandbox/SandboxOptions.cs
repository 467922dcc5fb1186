namespace WorkspaceSync;

/// <summary>What a sandbox is made of.</summary>
internal sealed record SandboxOptions
{
    /// <summary>One daemon each; letters, digits, dashes and underscores.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The syncthing to run; null is the one on PATH.</summary>
    public string? Program { get; init; }
}
