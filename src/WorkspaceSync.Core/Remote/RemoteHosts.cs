namespace WorkspaceSync;

/// <summary>The session's connections to far machines.</summary>
internal static class RemoteHosts
{
    // By name, so that nothing that knows SSH is loaded before it is needed, and that it is found where the module keeps it apart.
    private const string ConnectorType = "WorkspaceSync.SshConnector, WorkspaceSync.Ssh";

    private static readonly Lazy<IRemoteConnector> s_connector =
        new(() => (IRemoteConnector)Activator.CreateInstance(Type.GetType(ConnectorType, throwOnError: true)!)!);

    /// <summary>Loaded when first asked for.</summary>
    public static IRemoteConnector Connector => s_connector.Value;

    /// <summary>Whether any host was asked for yet.</summary>
    public static bool IsUsed => s_connector.IsValueCreated;

    /// <summary>Closes all connections, if there ever were any.</summary>
    public static ValueTask CloseAsync() => s_connector.IsValueCreated ? s_connector.Value.DisposeAsync() : ValueTask.CompletedTask;
}
