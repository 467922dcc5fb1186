namespace WorkspaceSync;

/// <summary>One running Syncthing daemon that we can speak to.</summary>
public sealed class SyncNode
{
    internal SyncNode(SyncthingClient client, Uri uri, NodeIdentity identity)
    {
        Client = client;
        Uri = uri;
        Identity = identity;
        client.NodeName = identity.Name;
    }

    /// <summary>The name given when it was connected, else the one that the daemon has for itself.</summary>
    public string Name => Identity.Name;

    /// <summary>The SSH host that leads to its machine; null for a daemon of this machine, or one of which only the address is known.</summary>
    public string? HostName { get; internal set; }

    /// <summary>The daemon's device id.</summary>
    public string DeviceId => Identity.DeviceId;

    /// <summary>Syncthing's version, such as <c>v2.1.3</c>.</summary>
    public string Version => Identity.Version;

    /// <summary>The daemon's operating system, in Go's words: linux, darwin, …</summary>
    public string OS => Identity.OS;

    /// <summary>Where its API is.</summary>
    public Uri Uri { get; }

    /// <summary>When the daemon started.</summary>
    public DateTimeOffset? StartedAt => Identity.StartedAt;

    /// <summary>For how long it has been running.</summary>
    public TimeSpan? Uptime => StartedAt is { } at ? DateTimeOffset.Now - at : null;

    /// <summary>The home directory with its config.xml and keys, on this machine or on its host; null when only its address was given.</summary>
    public string? ConfigPath { get; internal init; }

    /// <summary>The node itself, so that a node in a pipeline is bound as every other object's Node is.</summary>
    public SyncNode Node => this;

    internal SyncthingClient Client { get; }

    /// <summary>The machine that it is on, when that is reached over SSH.</summary>
    internal IRemoteShell? Shell { get; init; }

    /// <summary>The machine whose files it has; null when it is neither this one nor one reached over SSH.</summary>
    internal IRemoteShell? Machine => Shell ?? (IsHere ? LocalShell.Instance : null);

    internal NodeIdentity Identity { get; set; }

    /// <summary>The shares that the last status of it showed, with the devices that were connected and since when: what is worth asking early.</summary>
    internal IReadOnlyDictionary<string, (string Device, DateTimeOffset Since)[]> LastStatus { get; set; } =
        new Dictionary<string, (string Device, DateTimeOffset Since)[]>();

    /// <summary>The directory that the daemon means by <c>~</c> in a share's path.</summary>
    internal string HomeDirectory => Identity.HomeDirectory;

    /// <summary>Whether its files are this machine's, so that paths can be looked at before they are sent.</summary>
    internal bool IsHere { get; init; }

    /// <summary>The name, for messages and pipelines.</summary>
    public override string ToString() => Name;
}
