namespace WorkspaceSync;

/// <summary><c>/rest/folder</c>: files in trouble, and archived versions.</summary>
internal sealed class FolderApi(SyncthingRest rest)
{
    public Task<FolderErrors> GetErrorsAsync(string folder, CancellationToken cancel) =>
        rest.GetAsync<FolderErrors>($"/rest/folder/errors?folder={SyncthingRest.Escape(folder)}", cancel);

    /// <summary>The archived versions by path; null when the folder keeps none.</summary>
    public Task<Dictionary<string, List<VersionEntry>>> GetVersionsAsync(string folder, CancellationToken cancel) =>
        rest.GetAsync<Dictionary<string, List<VersionEntry>>>($"/rest/folder/versions?folder={SyncthingRest.Escape(folder)}", cancel);
}
