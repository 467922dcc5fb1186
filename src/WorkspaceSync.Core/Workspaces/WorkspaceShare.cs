using Newtonsoft.Json;

namespace WorkspaceSync;

/// <summary>One share of a workspace.</summary>
public sealed class WorkspaceShare
{
    /// <summary>The share's id.</summary>
    [JsonProperty("id")]
    public required string Id { get; init; }

    /// <summary>Where it is below the workspace's directory, on both machines; <c>.</c> is all of it.</summary>
    [JsonProperty("path")]
    public string Path { get; init; } = ".";

    /// <summary>The profile that it was made with; null for none.</summary>
    [JsonProperty("profile")]
    public string? Profile { get; init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
