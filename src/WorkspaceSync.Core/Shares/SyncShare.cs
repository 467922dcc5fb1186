namespace WorkspaceSync;

/// <summary>A Syncthing folder as it is configured on one node.</summary>
public sealed class SyncShare
{
    internal SyncShare(SyncNode node, string id, string path)
    {
        Node = node;
        Id = id;
        Path = path;
    }

    /// <summary>The folder id: the identity that both sides share.</summary>
    public string Id { get; }

    /// <summary>The same id by the name that the other cmdlets' parameters have.</summary>
    public string Share => Id;

    /// <summary>A name for people; may be empty.</summary>
    public string Label { get; internal init; } = "";

    /// <summary>Where it is on the node; <c>~</c> is expanded.</summary>
    public string Path { get; }

    /// <summary>Which way changes travel, seen from this node.</summary>
    public SyncShareType Type { get; internal init; }

    /// <summary>Whether it is paused on this node.</summary>
    public bool Paused { get; internal init; }

    /// <summary>The other devices that it is shared with.</summary>
    public IReadOnlyList<SyncShareDevice> Devices { get; internal init; } = [];

    /// <summary>How often everything is looked at, whatever the watcher says; null is never.</summary>
    public TimeSpan? RescanInterval { get; internal init; }

    /// <summary>Whether changes are noticed as they happen.</summary>
    public bool WatcherEnabled { get; internal init; }

    /// <summary>How long the watcher gathers changes before a scan.</summary>
    public TimeSpan WatcherDelay { get; internal init; }

    /// <summary>How many conflict copies of a file are kept: -1 is all, 0 deletes the loser at once.</summary>
    public int MaxConflicts { get; internal init; }

    /// <summary>How replaced and deleted files are kept.</summary>
    public SyncVersioning Versioning { get; internal init; }

    /// <summary>The versioning's own settings, such as <c>keep</c>, by Syncthing's names.</summary>
    public IReadOnlyDictionary<string, string> VersioningParameter { get; internal init; } = new Dictionary<string, string>();

    /// <summary>Where the versions are kept, as it is configured; empty is Syncthing's own place.</summary>
    internal string VersioningPath { get; init; } = "";

    /// <summary>Whether the permissions of files travel too.</summary>
    internal bool SyncsPermissions { get; init; } = true;

    /// <summary>The node that it is configured on.</summary>
    public SyncNode Node { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
