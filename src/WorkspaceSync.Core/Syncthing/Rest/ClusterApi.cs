namespace WorkspaceSync;

/// <summary><c>/rest/cluster/pending</c>: what others offered and nobody has answered.</summary>
internal sealed class ClusterApi(SyncthingRest rest)
{
    public Task<Dictionary<string, PendingDevice>> GetPendingDevicesAsync(CancellationToken cancel) =>
        rest.GetAsync<Dictionary<string, PendingDevice>>("/rest/cluster/pending/devices", cancel);

    public Task<Dictionary<string, PendingFolder>> GetPendingFoldersAsync(CancellationToken cancel) =>
        rest.GetAsync<Dictionary<string, PendingFolder>>("/rest/cluster/pending/folders", cancel);

    /// <summary>Forgets an attempt to connect; the device may try again.</summary>
    public Task DismissDeviceAsync(string device, CancellationToken cancel) =>
        rest.SendAsync(HttpMethod.Delete, $"/rest/cluster/pending/devices?device={SyncthingRest.Escape(device)}", null, cancel);

    public Task DismissFolderAsync(string folder, string device, CancellationToken cancel) => rest.SendAsync(
        HttpMethod.Delete,
        $"/rest/cluster/pending/folders?folder={SyncthingRest.Escape(folder)}&device={SyncthingRest.Escape(device)}",
        null,
        cancel);
}
