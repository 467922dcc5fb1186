namespace WorkspaceSync;

/// <summary>Makes a node out of the daemon on a far machine: its API through the connection, its key read over it.</summary>
internal static class RemoteNodeConnector
{
    public static async Task<SyncNode> ConnectAsync(IRemoteShell shell, CancellationToken cancel)
    {
        SyncthingHome home = await RemoteHome.FindAsync(shell, cancel).ConfigureAwait(false);
        try
        {
            return await NodeConnector.ConnectThroughAsync(home, shell, cancel).ConfigureAwait(false);
        }
        catch (SyncException e) when (e.Error == SyncError.NodeUnreachable)
        {
            throw new HostStoppedException(e.Message, home, e);
        }
    }

    /// <summary>The API's address as the far machine has it, reached through the connection to it.</summary>
    public static SyncthingEndpoint ToEndpoint(SyncthingHome home, IRemoteShell shell)
    {
        SyncthingEndpoint there = home.ReadEndpoint();
        return new SyncthingEndpoint
        {
            Uri = there.Uri,
            UnixSocket = there.UnixSocket,
            PinnedCertificate = there.PinnedCertificate,
            Key = there.Key,
            Tunnel = cancel => there.UnixSocket is { } socket
                ? shell.OpenUnixSocketAsync(socket, cancel)
                : shell.OpenTcpAsync(there.Uri.IdnHost, there.Uri.Port, cancel),
        };
    }
}
