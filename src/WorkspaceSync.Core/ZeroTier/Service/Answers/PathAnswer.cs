namespace WorkspaceSync;

/// <summary>One path of a peer. The same address comes once for each of the service's own sockets.</summary>
internal sealed class PathAnswer
{
    /// <summary><c>ip/port</c>, with a slash for IPv6 too.</summary>
    public string Address { get; set; } = "";

    public bool Preferred { get; set; }

    /// <summary>Milliseconds since 1970; 0 is never. The only sign of life that there is.</summary>
    public long LastReceive { get; set; }

    public long LastSend { get; set; }

    public long TrustedPathId { get; set; }
}
