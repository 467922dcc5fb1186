namespace WorkspaceSync;

/// <summary>What a ZeroTier service can be asked and told, whichever way it is reached.</summary>
internal interface IZeroTierApi : IDisposable
{
    Task<StatusAnswer> GetStatusAsync(CancellationToken cancel);

    /// <summary>All peers, each as soon as it has been read.</summary>
    IAsyncEnumerable<PeerAnswer> GetPeersAsync(CancellationToken cancel);

    /// <summary>One peer; null when the service doesn't know it.</summary>
    Task<PeerAnswer?> GetPeerAsync(NodeAddress address, CancellationToken cancel);

    IAsyncEnumerable<NetworkAnswer> GetNetworksAsync(CancellationToken cancel);

    /// <summary>One network; null when it isn't joined.</summary>
    Task<NetworkAnswer?> GetNetworkAsync(NetworkId id, CancellationToken cancel);

    /// <summary>Joins. The answer is only that it was heard: look at the network afterwards.</summary>
    Task JoinAsync(NetworkId id, CancellationToken cancel);

    Task LeaveAsync(NetworkId id, CancellationToken cancel);

    /// <summary>Sets one of the four permissions. The service says yes to anything: read it back.</summary>
    Task SetAsync(NetworkId id, string setting, bool value, CancellationToken cancel);
}
