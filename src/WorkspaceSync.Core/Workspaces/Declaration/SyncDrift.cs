namespace WorkspaceSync;

/// <summary>One thing in which a node is not as a configuration file says.</summary>
public sealed class SyncDrift
{
    /// <summary>What differs.</summary>
    public required SyncDriftKind Kind { get; init; }

    /// <summary>The device's name, the share's id or the workspace's name.</summary>
    public required string Name { get; init; }

    /// <summary>The setting, by its name in the file; null when the whole is missing.</summary>
    public string? Setting { get; init; }

    /// <summary>What there is; null for nothing.</summary>
    public string? Now { get; init; }

    /// <summary>What the file says.</summary>
    public required string Wanted { get; init; }

    /// <summary>The machine.</summary>
    public required string Machine { get; init; }

    /// <summary>Whether it was made so; false under -WhatIf, and when it was declined.</summary>
    public bool IsApplied { get; internal set; }

    /// <summary>What differs, in a few words.</summary>
    public override string ToString() => Setting is null ? $"{Kind} {Name}: missing" : $"{Kind} {Name}: {Setting} is {Now ?? "not set"}, not {Wanted}";
}
