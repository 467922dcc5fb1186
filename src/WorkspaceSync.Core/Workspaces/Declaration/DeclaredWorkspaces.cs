namespace WorkspaceSync;

/// <summary>Looks which workspaces of a file are not known here.</summary>
internal static class DeclaredWorkspaces
{
    /// <summary>The record with absolute paths.</summary>
    /// <param name="home">The user's home directory.</param>
    public static RemoteWorkspace Expand(RemoteWorkspace declared, string home) => new()
    {
        Name = declared.Name,
        HostName = declared.HostName,
        Path = declared.Path == "~" || declared.Path.StartsWith("~/", StringComparison.Ordinal) ? home.TrimEnd('/') + declared.Path[1..] : declared.Path,
        RemotePath = declared.RemotePath,
        Shares = declared.Shares,
    };

    /// <summary>Null when it is known as declared. One that is known as something else is an error: files are not moved by a file.</summary>
    public static SyncDrift? Find(RemoteWorkspace declared, WorkspaceStore store)
    {
        if (store.Find(declared.Name) is not { } known)
        {
            WorkspaceRules.Check(store, declared.Name, declared.HostName, declared.Path);
            return new SyncDrift
            {
                Kind = SyncDriftKind.Workspace,
                Name = declared.Name,
                Wanted = $"{declared.Path} and {declared.HostName}:{declared.RemotePath}",
                Machine = Environment.MachineName,
            };
        }

        string[] ways =
        [
            .. known.HostName == declared.HostName ? Array.Empty<string>() : [$"HostName is {known.HostName}, not {declared.HostName}"],
            .. known.Path == declared.Path ? Array.Empty<string>() : [$"Path is {known.Path}, not {declared.Path}"],
            .. known.RemotePath == declared.RemotePath || declared.RemotePath.StartsWith('~') ? Array.Empty<string>() : [$"RemotePath is {known.RemotePath}, not {declared.RemotePath}"],
            .. known.Shares.Select(share => (share.Id, share.Path)).ToHashSet().SetEquals(declared.Shares.Select(share => (share.Id, share.Path)))
                ? Array.Empty<string>()
                : [$"its shares are {string.Join(", ", known.Shares)}, not {string.Join(", ", declared.Shares)}"],
        ];
        return ways.Length == 0
            ? null
            : throw new SyncException(
                SyncError.WorkspaceExists,
                $"Workspace '{known.Name}' is known, but {string.Join("; ", ways)}. Correct the file, or Set-RemoteWorkspace for the host; to move it: Remove-RemoteWorkspace {known.Name} (the files stay), then import again.");
    }

    /// <summary>What setting it up takes: the shares' own patterns are those that the file has for them.</summary>
    public static SetupRequest Request(RemoteWorkspace workspace, Declaration declaration, ProfileStore profiles, TimeSpan timeout) => new()
    {
        Name = workspace.Name,
        HostName = workspace.HostName,
        Path = workspace.Path,
        RemotePath = workspace.RemotePath,
        Shares =
        [
            .. workspace.Shares.Select(share => WorkspaceRequests.Share(
                share.Id,
                share.Path,
                share.Profile is null ? null : profiles.Get(share.Profile),
                declaration.Shares.FirstOrDefault(one => one.Id == share.Id)?.Ignore ?? [],
                excludeGit: false,
                workspace.Shares.Where(other => other != share).Select(other => other.Path))),
        ],
        Timeout = timeout,
    };
}
