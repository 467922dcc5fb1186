namespace WorkspaceSync;

/// <summary>What the status of every share of a node needs, asked once.</summary>
internal sealed record NodeFacts(DeviceNames Names, Connections Connections, IReadOnlyDictionary<string, FolderStatistics> Folders)
{
    public static async Task<NodeFacts> ReadAsync(SyncNode node, CancellationToken cancel)
    {
        Task<DeviceNames> names = DeviceNames.ReadAsync(node, cancel);
        Task<Connections> connections = node.Client.System.GetConnectionsAsync(cancel);
        Dictionary<string, FolderStatistics> folders = await node.Client.Statistics.GetFoldersAsync(cancel).ConfigureAwait(false);
        return new NodeFacts(await names.ConfigureAwait(false), await connections.ConfigureAwait(false), folders);
    }

    /// <summary>When a device's connection began; null when it isn't connected, or the daemon doesn't say.</summary>
    public DateTimeOffset? Since(string deviceId) => Connections.Devices.GetValueOrDefault(deviceId) is { Connected: true } connection ? connection.Since : null;
}
