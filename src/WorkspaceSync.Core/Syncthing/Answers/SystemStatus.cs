using Newtonsoft.Json;

namespace WorkspaceSync;

/// <summary>What <c>system/status</c> says of the daemon.</summary>
internal sealed class SystemStatus
{
    [JsonProperty("myID")]
    public string MyId { get; init; } = "";

    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Seconds.</summary>
    public long Uptime { get; init; }

    /// <summary>The home directory that the daemon means by <c>~</c>.</summary>
    public string Tilde { get; init; } = "";

    public string? GuiAddressUsed { get; init; }

    /// <summary>How the last dial of each address went.</summary>
    public IReadOnlyDictionary<string, DialStatus> LastDialStatus { get; init; } = new Dictionary<string, DialStatus>();
}
