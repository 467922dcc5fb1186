using System.Globalization;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary><c>/rest/folder</c>: files in trouble, and archived versions.</summary>
internal sealed class FolderApi(SyncthingRest rest)
{
    public Task<FolderErrors> GetErrorsAsync(string folder, CancellationToken cancel) =>
        rest.GetAsync<FolderErrors>($"/rest/folder/errors?folder={SyncthingRest.Escape(folder)}", cancel);

    /// <summary>The archived versions by path; null when the folder keeps none.</summary>
    public Task<Dictionary<string, List<VersionEntry>>> GetVersionsAsync(string folder, CancellationToken cancel) =>
        rest.GetAsync<Dictionary<string, List<VersionEntry>>>($"/rest/folder/versions?folder={SyncthingRest.Escape(folder)}", cancel);

    /// <summary>Puts one version back in its file's place.</summary>
    /// <returns>What was refused, by path; a version that is not there is answered with 200 as well.</returns>
    public Task<Dictionary<string, string>> RestoreVersionAsync(string folder, string path, DateTimeOffset versionTime, CancellationToken cancel) => rest.SendAsync<Dictionary<string, string>>(
        HttpMethod.Post,
        $"/rest/folder/versions?folder={SyncthingRest.Escape(folder)}",
        new JObject { [path] = versionTime.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) },
        cancel);
}
