using Newtonsoft.Json;

namespace WorkspaceSync;

/// <summary>What <c>system/connections</c> says: one entry a device, 1.19 includes the daemon itself.</summary>
internal sealed class Connections
{
    [JsonProperty("connections")]
    public Dictionary<string, Entry> Devices { get; init; } = [];

    /// <summary>One device's connection.</summary>
    internal sealed class Entry
    {
        public bool Connected { get; init; }

        public bool Paused { get; init; }

        public string Address { get; init; } = "";

        /// <summary>tcp-client, tcp-server, quic-client, relay-client, …</summary>
        public string Type { get; init; } = "";

        public string ClientVersion { get; init; } = "";

        public string Crypto { get; init; } = "";

        public long InBytesTotal { get; init; }

        public long OutBytesTotal { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public Entry? Primary { get; init; }

        /// <summary>When the connection began; 2.x has it only on the primary one and says year 1 outside.</summary>
        public DateTimeOffset? Since => Meaningful(StartedAt) ?? Meaningful(Primary?.StartedAt);

        private static DateTimeOffset? Meaningful(DateTimeOffset? at) => at is { Year: > 1 } ? at : null;
    }
}
