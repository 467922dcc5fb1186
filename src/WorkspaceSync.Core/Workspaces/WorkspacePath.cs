namespace WorkspaceSync;

/// <summary>Which directory of the one machine is which of the other.</summary>
internal static class WorkspacePath
{
    /// <summary>The host's directory for one of this machine's, which has to be in the workspace.</summary>
    public static string ToRemote(RemoteWorkspace workspace, string path)
    {
        string root = workspace.Path.TrimEnd('/');
        return path == root || path == root + "/" ? workspace.RemotePath
            : path.StartsWith(root + "/", StringComparison.Ordinal) ? $"{workspace.RemotePath.TrimEnd('/')}/{path[(root.Length + 1)..]}"
            : throw new SyncException(
                SyncError.WorkspaceNotFound,
                $"{path} is not in workspace '{workspace.Name}', which is {workspace.Path}. Go there, or name a directory in it.");
    }

    /// <summary>Whether a directory is a workspace's, or in it.</summary>
    public static bool Contains(string root, string path) => path == root || path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>Where a share is on this machine.</summary>
    public static string Local(RemoteWorkspace workspace, WorkspaceShare share) => Join(workspace.Path, share.Path);

    /// <summary>Where a share is on the host.</summary>
    public static string Remote(RemoteWorkspace workspace, WorkspaceShare share) => Join(workspace.RemotePath, share.Path);

    /// <summary>A directory with one of its own in it; <c>.</c> is itself.</summary>
    public static string Join(string root, string below) => below is "." or "" ? root : $"{root.TrimEnd('/')}/{below}";

    /// <summary>
    /// The counterpart of a directory when nobody names one: the same below the other's home directory, the same path when it is
    /// elsewhere.
    /// </summary>
    public static string DefaultRemote(string path, string userHome)
    {
        string home = userHome.TrimEnd('/');
        return path.StartsWith(home + "/", StringComparison.Ordinal) ? $"~/{path[(home.Length + 1)..]}" : path;
    }
}
