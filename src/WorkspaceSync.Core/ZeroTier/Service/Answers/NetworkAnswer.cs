namespace WorkspaceSync;

/// <summary>One network as <c>/network</c> says it.</summary>
internal sealed class NetworkAnswer
{
    public string Id { get; set; } = "";

    public string Nwid { get; set; } = "";

    public string Name { get; set; } = "";

    public string Status { get; set; } = "";

    public string Type { get; set; } = "";

    public string Mac { get; set; } = "";

    public int Mtu { get; set; }

    public string PortDeviceName { get; set; } = "";

    public int PortError { get; set; }

    /// <summary>With their prefix lengths.</summary>
    public string[] AssignedAddresses { get; set; } = [];

    public RouteAnswer[] Routes { get; set; } = [];

    /// <summary>An object, or an empty list where a network has none.</summary>
    public System.Text.Json.JsonElement Dns { get; set; }

    public bool AllowManaged { get; set; }

    public bool AllowGlobal { get; set; }

    public bool AllowDefault { get; set; }

    [System.Text.Json.Serialization.JsonPropertyName("allowDNS")]
    public bool AllowDns { get; set; }

    public bool Bridge { get; set; }

    public bool BroadcastEnabled { get; set; }

    [System.Text.Json.Serialization.JsonPropertyName("authenticationURL")]
    public string? AuthenticationUrl { get; set; }
}
