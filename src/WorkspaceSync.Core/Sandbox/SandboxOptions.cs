namespace WorkspaceSync;

/// <summary>What a sandbox is made of.</summary>
internal sealed record SandboxOptions
{
    /// <summary>One daemon each; letters, digits, dashes and underscores.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The sshd to run for all but the first; null is the system's own, when it has one.</summary>
    public string? SshServer { get; init; }

    /// <summary>The syncthing to run; null is the one on PATH.</summary>
    public string? Program { get; init; }
}
