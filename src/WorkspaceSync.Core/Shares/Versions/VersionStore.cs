namespace WorkspaceSync;

/// <summary>How a share keeps replaced files: Syncthing's versioning as it is configured.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Parameters">Its settings, by Syncthing's names.</param>
/// <param name="Path">Where they are kept; empty is <c>.stversions</c> in the share, and a relative one is from the share's root.</param>
internal sealed record VersionStore(SyncVersioning Kind, IReadOnlyDictionary<string, string> Parameters, string Path)
{
    /// <summary>Nothing is kept.</summary>
    public static VersionStore None { get; } = new(SyncVersioning.None, new Dictionary<string, string>(), "");
}
