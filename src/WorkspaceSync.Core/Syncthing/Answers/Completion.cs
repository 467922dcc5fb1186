using Newtonsoft.Json;

namespace WorkspaceSync;

/// <summary>What <c>db/completion</c> says of one device's copy of a folder, as far as we know its index.</summary>
internal sealed class Completion
{
    /// <summary>Of bytes only, and 95 where only deletes are missing: never shown.</summary>
    [JsonProperty("completion")]
    public double Percent { get; init; }

    public long GlobalBytes { get; init; }

    public long GlobalItems { get; init; }

    public long NeedBytes { get; init; }

    /// <summary>Without deletes.</summary>
    public long NeedItems { get; init; }

    public long NeedDeletes { get; init; }

    /// <summary>How far we have the other's index.</summary>
    public long Sequence { get; init; }

    /// <summary>valid, paused, notSharing or unknown; null before 1.20.</summary>
    public string? RemoteState { get; init; }
}
