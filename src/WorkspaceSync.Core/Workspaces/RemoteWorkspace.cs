using Newtonsoft.Json;

namespace WorkspaceSync;

/// <summary>A directory here, its counterpart on a host, and the shares that keep the two the same.</summary>
public sealed class RemoteWorkspace
{
    /// <summary>Its name, unique on this machine.</summary>
    [JsonProperty("name")]
    public required string Name { get; init; }

    /// <summary>The host of the other machine, by the name given to <c>ssh</c>.</summary>
    [JsonProperty("hostName")]
    public required string HostName { get; init; }

    /// <summary>The directory on this machine; absolute.</summary>
    [JsonProperty("path")]
    public required string Path { get; init; }

    /// <summary>The directory on the host; absolute there.</summary>
    [JsonProperty("remotePath")]
    public required string RemotePath { get; init; }

    /// <summary>The shares that tie the two.</summary>
    [JsonProperty("shares")]
    public required IReadOnlyList<WorkspaceShare> Shares { get; init; }

    /// <summary>The device id of this machine's Syncthing when it was set up: another one now means that state was lost.</summary>
    [JsonProperty("deviceId")]
    public string? DeviceId { get; init; }

    /// <summary>The device id of the host's Syncthing when it was set up.</summary>
    [JsonProperty("remoteDeviceId")]
    public string? RemoteDeviceId { get; init; }

    /// <summary>When it was set up.</summary>
    [JsonProperty("createdAt")]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
