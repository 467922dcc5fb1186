using Newtonsoft.Json;

namespace WorkspaceSync;

/// <summary>A conflict that was resolved: what is live since, and where every other version is kept. It can be undone.</summary>
public sealed class SyncConflictResolution
{
    /// <summary>What Undo-SyncConflict takes.</summary>
    public required string Id { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The share's id; empty when it was resolved without its daemon.</summary>
    public required string Share { get; init; }

    /// <summary>The machine whose disk it was done on.</summary>
    public required string Machine { get; init; }

    /// <summary>The SSH host of that machine; null for this one.</summary>
    public string? HostName { get; init; }

    /// <summary>The share's directory there.</summary>
    public required string Root { get; init; }

    /// <summary>The file, from the share's root.</summary>
    public required string Path { get; init; }

    /// <summary>The copies that were resolved.</summary>
    public required IReadOnlyList<string> ConflictPath { get; init; }

    /// <summary>What was asked for.</summary>
    public required SyncConflictKeep Keep { get; init; }

    /// <summary>Whether all versions were the same, so that nothing had to be decided.</summary>
    public bool IsIdentical { get; init; }

    /// <summary>The version that is live: its machine and time, in words.</summary>
    public required string Live { get; init; }

    /// <summary>Where the other versions are: from the share's root, or absolute.</summary>
    public IReadOnlyList<string> KeptPath { get; init; } = [];

    /// <summary>How far it got.</summary>
    [JsonProperty]
    public SyncResolutionState State { get; internal set; }

    /// <summary>The node; null when its daemon doesn't run, and for what was read from the record.</summary>
    [JsonIgnore]
    public SyncNode? Node { get; internal set; }

    [JsonProperty]
    internal IReadOnlyList<FileStep> Steps { get; init; } = [];

    [JsonProperty]
    internal IReadOnlyList<ResolvedVersion> Versions { get; init; } = [];

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
