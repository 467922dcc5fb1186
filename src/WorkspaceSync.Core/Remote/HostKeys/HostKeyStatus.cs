namespace WorkspaceSync;

/// <summary>What known_hosts has to say about a host's key.</summary>
internal enum HostKeyStatus
{
    /// <summary>It is the host's key.</summary>
    Known,

    /// <summary>Nothing is known of the host.</summary>
    New,

    /// <summary>The host's key is another.</summary>
    Changed,

    /// <summary>The key must not be used any more.</summary>
    Revoked,
}
