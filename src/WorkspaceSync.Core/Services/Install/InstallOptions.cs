namespace WorkspaceSync;

/// <summary>What is to be installed.</summary>
internal sealed record InstallOptions
{
    /// <summary>Such as 2.1.3; null is the newest.</summary>
    public string? Version { get; init; }

    /// <summary>A directory or a mirror's address; null is the project's own place.</summary>
    public string? Source { get; init; }

    /// <summary>What the archive's SHA-256 has to be, besides the signature; null is not said.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether a database that the older version cannot read is no obstacle.</summary>
    public bool IsForced { get; init; }

    /// <summary>Told the phase and how far it is.</summary>
    public Action<WorkProgress> OnProgress { get; init; } = _ => { };
}
