namespace WorkspaceSync;

/// <summary><c>/rest/system</c>: the daemon itself, and its connections.</summary>
internal sealed class SystemApi(SyncthingRest rest)
{
    public Task<SystemStatus> GetStatusAsync(CancellationToken cancel) => rest.GetAsync<SystemStatus>("/rest/system/status", cancel);

    public Task<SystemVersion> GetVersionAsync(CancellationToken cancel) => rest.GetAsync<SystemVersion>("/rest/system/version", cancel);

    public Task<Connections> GetConnectionsAsync(CancellationToken cancel) => rest.GetAsync<Connections>("/rest/system/connections", cancel);

    /// <summary>The home directory of the daemon, on its own machine; null before 1.20, which doesn't tell.</summary>
    public async Task<string?> FindConfigDirectoryAsync(CancellationToken cancel)
    {
        try
        {
            SystemPaths paths = await rest.GetAsync<SystemPaths>("/rest/system/paths", cancel).ConfigureAwait(false);
            return paths.ConfigDirectory;
        }
        catch (RequestRefusedException e) when (e.Status == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task<SystemErrors> GetErrorsAsync(CancellationToken cancel) => rest.GetAsync<SystemErrors>("/rest/system/error", cancel);

    public Task ClearErrorsAsync(CancellationToken cancel) => rest.SendAsync(HttpMethod.Post, "/rest/system/error/clear", null, cancel);

    /// <summary>Pauses one device, or every one: without a device Syncthing means all, its own entry included.</summary>
    public Task PauseAsync(string? device, CancellationToken cancel) => rest.SendAsync(HttpMethod.Post, "/rest/system/pause" + Query(device), null, cancel);

    public Task ResumeAsync(string? device, CancellationToken cancel) => rest.SendAsync(HttpMethod.Post, "/rest/system/resume" + Query(device), null, cancel);

    private static string Query(string? device) => device is null ? "" : $"?device={SyncthingRest.Escape(device)}";
}
