namespace WorkspaceSync;

/// <summary>
/// The session's connections to other machines. What makes them knows SSH.NET and is loaded with the first one; the module
/// says how, since Core knows of neither.
/// </summary>
internal static class RemoteHosts
{
    private static readonly object s_gate = new();
    private static Func<IRemoteConnector>? s_make;
    private static IRemoteConnector? s_connector;

    /// <summary>The connector, made on first use.</summary>
    public static IRemoteConnector Connector
    {
        get
        {
            lock (s_gate)
            {
                return s_connector ??= (s_make ?? throw new InvalidOperationException("Nobody has said how hosts are connected."))();
            }
        }
    }

    /// <summary>Says how the connector is made; loads nothing yet.</summary>
    public static void Use(Func<IRemoteConnector> make)
    {
        lock (s_gate)
        {
            s_make ??= make;
        }
    }

    /// <summary>Closes every connection; the next use begins anew.</summary>
    public static async Task CloseAllAsync()
    {
        IRemoteConnector? connector;
        lock (s_gate)
        {
            (connector, s_connector) = (s_connector, null);
        }

        if (connector is not null)
        {
            await connector.DisposeAsync().ConfigureAwait(false);
        }
    }
}
