namespace WorkspaceSync;

/// <summary>The status of shares whose daemon is not running: known from its config.xml when that is here.</summary>
internal static class StoppedStatus
{
    public static IEnumerable<SyncStatus> Read(SyncNode node, SyncException cause) =>
        node is { IsHere: true, ConfigPath: { } directory } ? Read(SyncthingHome.At(directory), node.Name, cause) : [Row("", "", null, node.Name, cause)];

    public static IEnumerable<SyncStatus> Read(string hostName, HostStoppedException cause) => Read(cause.Home, hostName, cause);

    public static IEnumerable<SyncStatus> Read(SyncthingHome home, SyncException cause) => Read(home, Environment.MachineName, cause);

    private static SyncStatus[] Read(SyncthingHome home, string machine, SyncException cause)
    {
        SyncStatus[] rows = [.. home.ReadFolders().Select(folder => Row(folder.Id, folder.Label, folder.Path, machine, cause))];
        return rows.Length > 0 ? rows : [Row("", "", null, machine, cause)];
    }

    private static SyncStatus Row(string share, string label, string? path, string machine, SyncException cause) => new()
    {
        Share = share,
        Label = label,
        Path = path,
        Machine = machine,
        Health = SyncHealth.Stopped,
        Reason = cause.Message,
    };
}
