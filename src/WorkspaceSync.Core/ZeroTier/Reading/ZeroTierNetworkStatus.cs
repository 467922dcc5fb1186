namespace WorkspaceSync;

/// <summary>How far this machine is on a network.</summary>
public enum ZeroTierNetworkStatus
{
    /// <summary>Something that this module doesn't know.</summary>
    Unknown,

    /// <summary>On it.</summary>
    Ok,

    /// <summary>The controller hasn't answered yet.</summary>
    RequestingConfiguration,

    /// <summary>The controller hasn't authorised this machine.</summary>
    AccessDenied,

    /// <summary>The controller knows no such network.</summary>
    NotFound,

    /// <summary>The network's device could not be made.</summary>
    PortError,

    /// <summary>The controller wants a newer ZeroTier here.</summary>
    ClientTooOld,

    /// <summary>The user has to sign in at the network's address.</summary>
    AuthenticationRequired,
}
