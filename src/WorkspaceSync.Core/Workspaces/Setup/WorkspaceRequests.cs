namespace WorkspaceSync;

/// <summary>Composes what a workspace is asked to be: from what was typed, or from what is written down.</summary>
internal static class WorkspaceRequests
{
    /// <summary>The request that a stored workspace came from.</summary>
    public static SetupRequest Of(RemoteWorkspace workspace, ProfileStore profiles) => new()
    {
        Name = workspace.Name,
        HostName = workspace.HostName,
        Path = workspace.Path,
        RemotePath = workspace.RemotePath,
        Shares = [.. workspace.Shares.Select(share => new SetupShare(share.Id, share.Path, share.Profile is null ? null : profiles.Get(share.Profile), []))],
        FirstSync = FirstSyncStrategy.KeepAll,
    };

    /// <summary>One share that was asked for; its own patterns first, as the first match decides, and what is a share of its own left out.</summary>
    /// <param name="path">Below the workspace's directory.</param>
    /// <param name="innerPaths">Where other shares of the workspace are.</param>
    public static SetupShare Share(string id, string path, SyncProfile? profile, IEnumerable<string> patterns, bool excludeGit, IEnumerable<string> innerPaths)
    {
        string below = Normalize(path);
        string[] inner = [.. innerPaths.Select(Normalize).Where(other => other != below && (below == "." || other.StartsWith(below + "/", StringComparison.Ordinal)))];
        string[] leftOut = [.. inner.Select(other => "/" + (below == "." ? other : other[(below.Length + 1)..]))];
        string[] lines = ShareIgnores.Compose(profile, leftOut.Concat(patterns), excludeGit);
        IgnoreSet.Parse(lines, _ => []); // names the line that Syncthing would refuse
        return new SetupShare(ShareId.Check(id), below, profile, lines);
    }

    private static string Normalize(string path)
    {
        string whole = Path.GetFullPath(path.Trim(), "/workspace");
        return whole == "/workspace" ? "."
            : whole.StartsWith("/workspace/", StringComparison.Ordinal) ? whole["/workspace/".Length..].TrimEnd('/')
            : throw new SyncException(SyncError.PathInvalid, $"'{path}' is not below the workspace's directory. Give a path in it, such as data.");
    }
}
