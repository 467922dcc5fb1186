namespace WorkspaceSync;

/// <summary>Makes a node out of an endpoint, once something that is Syncthing answers there.</summary>
internal static class NodeConnector
{
    /// <summary>Connects to an explicit address.</summary>
    public static Task<SyncNode> ConnectAsync(SyncthingEndpoint endpoint, string? name, CancellationToken cancel) =>
        ConnectAsync(endpoint, name, home: null, shell: null, cancel);

    /// <summary>Connects to the daemon of a home on this machine, and makes sure that it is that home's daemon that answers.</summary>
    public static Task<SyncNode> ConnectAsync(SyncthingHome home, string? name, CancellationToken cancel) => ConnectAsync(home, name, null, cancel);

    /// <summary>The same for a daemon of a sandbox, which has an ssh host for it besides.</summary>
    public static async Task<SyncNode> ConnectAsync(SyncthingHome home, string? name, string? hostName, CancellationToken cancel)
    {
        SyncNode node = await ConnectAsync(home.ReadEndpoint(), name, home, shell: null, cancel).ConfigureAwait(false);
        node.HostName = hostName;
        return node;
    }

    /// <summary>Connects to the daemon of a home on a far machine; the node is called as the host is.</summary>
    public static Task<SyncNode> ConnectThroughAsync(SyncthingHome home, IRemoteShell shell, CancellationToken cancel) =>
        ConnectAsync(RemoteNodeConnector.ToEndpoint(home, shell), shell.HostName, home, shell, cancel);

    private static async Task<SyncNode> ConnectAsync(
        SyncthingEndpoint endpoint, string? name, SyncthingHome? home, IRemoteShell? shell, CancellationToken cancel)
    {
        DeviceId? expected = home?.ReadDeviceId();
        SyncthingClient client = new(endpoint, name ?? endpoint.Uri.Authority);
        try
        {
            NodeIdentity identity = await NodeIdentity.AskAsync(client, name, cancel).ConfigureAwait(false);
            if (expected is not null && DeviceId.Parse(identity.DeviceId) != expected)
            {
                throw new SyncException(
                    SyncError.NodeMismatch,
                    $"Another Syncthing ({DeviceId.Parse(identity.DeviceId).ShortId}…) answers at {endpoint.Uri.Authority} than the one whose home is {home!.Directory} ({expected.Value.ShortId}…). Is that one stopped, and its port taken over? Start it, or connect to the other by its own home.");
            }

            return new SyncNode(client, endpoint.Uri, identity)
            {
                HostName = shell?.HostName,
                Shell = shell,
                ConfigPath = home?.Directory,
                IsHere = shell is null && (home is not null || await IsHereAsync(endpoint, identity, client, cancel).ConfigureAwait(false)),
            };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    // A loopback address can be a tunnel's end. It is this machine's daemon when the files it names are here, with its own certificate.
    private static async Task<bool> IsHereAsync(SyncthingEndpoint endpoint, NodeIdentity identity, SyncthingClient client, CancellationToken cancel)
    {
        if (!endpoint.Uri.IsLoopback && endpoint.UnixSocket is null)
        {
            return false;
        }

        string? directory = await client.System.FindConfigDirectoryAsync(cancel).ConfigureAwait(false);
        return directory is not null
            ? SyncthingHome.DeviceIdOf(directory)?.ToString() == identity.DeviceId
            : HomeFinder.FindRunning().Any(home => SyncthingHome.DeviceIdOf(home.Directory)?.ToString() == identity.DeviceId);
    }
}
