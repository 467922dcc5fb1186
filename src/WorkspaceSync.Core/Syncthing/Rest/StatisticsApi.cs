namespace WorkspaceSync;

/// <summary><c>/rest/stats</c>: last scans, last files, last seen.</summary>
internal sealed class StatisticsApi(SyncthingRest rest)
{
    public Task<Dictionary<string, FolderStatistics>> GetFoldersAsync(CancellationToken cancel) =>
        rest.GetAsync<Dictionary<string, FolderStatistics>>("/rest/stats/folder", cancel);

    public Task<Dictionary<string, DeviceStatistics>> GetDevicesAsync(CancellationToken cancel) =>
        rest.GetAsync<Dictionary<string, DeviceStatistics>>("/rest/stats/device", cancel);
}
