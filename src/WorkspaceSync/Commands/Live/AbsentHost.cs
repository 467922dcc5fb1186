namespace WorkspaceSync;

/// <summary>A host that could not be watched from the start.</summary>
/// <param name="Error">Why not.</param>
/// <param name="Find">Connects to its daemon, without a question to anybody.</param>
internal sealed record AbsentHost(string HostName, SyncException Error, Func<CancellationToken, Task<SyncNode>> Find)
{
    /// <summary>Whether time may mend it: a machine that sleeps, or a daemon that is stopped. A refusal is not asked for again and again.</summary>
    public static bool IsPassing(SyncException error) => error.Error is SyncError.NodeUnreachable or SyncError.ConnectionLost or SyncError.HostUnreachable
        or SyncError.RequestTimedOut or SyncError.NotSyncthing or SyncError.HomeNotFound;
}
