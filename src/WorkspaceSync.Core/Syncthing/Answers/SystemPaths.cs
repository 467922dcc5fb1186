using Newtonsoft.Json;

namespace WorkspaceSync;

/// <summary>What <c>system/paths</c> says of the daemon's files.</summary>
internal sealed class SystemPaths
{
    [JsonProperty("baseDir-config")]
    public string? ConfigDirectory { get; init; }
}
