using Newtonsoft.Json.Linq;

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

    /// <summary>Asks the daemon to end; its exit code is 0, so that no service manager starts it again at once.</summary>
    public Task ShutdownAsync(CancellationToken cancel) => rest.SendAsync(HttpMethod.Post, "/rest/system/shutdown", null, cancel);

    /// <summary>The last lines of the log, as the daemon has them in memory.</summary>
    public Task<JObject> GetLogAsync(CancellationToken cancel) => rest.GetDocumentAsync("/rest/system/log", cancel);

    public Task<SystemErrors> GetErrorsAsync(CancellationToken cancel) => rest.GetAsync<SystemErrors>("/rest/system/error", cancel);

    public Task ClearErrorsAsync(CancellationToken cancel) => rest.SendAsync(HttpMethod.Post, "/rest/system/error/clear", null, cancel);

    /// <summary>Pauses one device, or every one: without a device Syncthing means all, its own entry included.</summary>
    public Task PauseAsync(string? device, CancellationToken cancel) => rest.SendAsync(HttpMethod.Post, "/rest/system/pause" + Query(device), null, cancel);

    public Task ResumeAsync(string? device, CancellationToken cancel) => rest.SendAsync(HttpMethod.Post, "/rest/system/resume" + Query(device), null, cancel);

    private static string Query(string? device) => device is null ? "" : $"?device={SyncthingRest.Escape(device)}";
}
