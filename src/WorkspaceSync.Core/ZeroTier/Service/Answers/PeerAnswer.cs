namespace WorkspaceSync;

/// <summary>One peer as <c>/peer</c> says it.</summary>
internal sealed class PeerAnswer
{
    /// <summary>Empty when the service doesn't know the peer that was asked for: it answers 200 with an empty object.</summary>
    public string Address { get; set; } = "";

    public string Role { get; set; } = "";

    public string Version { get; set; } = "";

    public int VersionMajor { get; set; } = -1;

    /// <summary>Milliseconds; -1 is unknown and 0 less than one.</summary>
    public int Latency { get; set; } = -1;

    /// <summary>Through ZeroTier's TCP relay; 1.12 and later.</summary>
    public bool Tunneled { get; set; }

    public PathAnswer[] Paths { get; set; } = [];
}
