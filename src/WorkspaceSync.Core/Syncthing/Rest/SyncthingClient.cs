namespace WorkspaceSync;

/// <summary>One daemon's REST API, in its own sections. Safe to use from several threads; connections are kept.</summary>
internal sealed class SyncthingClient : IDisposable
{
    private readonly SyncthingTransport _transport;

    public SyncthingClient(SyncthingEndpoint endpoint, string nodeName)
    {
        _transport = new SyncthingTransport(endpoint, nodeName);
        Endpoint = endpoint;
        SyncthingRest rest = new(_transport, endpoint);
        System = new SystemApi(rest);
        Config = new ConfigApi(rest);
        Database = new DatabaseApi(rest);
        Cluster = new ClusterApi(rest);
        Folder = new FolderApi(rest);
        Statistics = new StatisticsApi(rest);
        Events = new EventsApi(rest);
    }

    /// <summary>The node's name in messages; an address until the node has told its own.</summary>
    public string NodeName
    {
        get => _transport.NodeName;
        set => _transport.NodeName = value;
    }

    /// <summary>Where it is, and the way there.</summary>
    public SyncthingEndpoint Endpoint { get; }

    public SystemApi System { get; }

    public ConfigApi Config { get; }

    public DatabaseApi Database { get; }

    public ClusterApi Cluster { get; }

    public FolderApi Folder { get; }

    public StatisticsApi Statistics { get; }

    public EventsApi Events { get; }

    public void Dispose() => _transport.Dispose();
}
