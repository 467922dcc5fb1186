namespace WorkspaceSync;

/// <summary>What a new workspace may be called and lie over.</summary>
internal static class WorkspaceRules
{
    /// <summary>Throws WorkspaceExists when the name is another's, or the directory in or around another's.</summary>
    public static void Check(WorkspaceStore store, string name, string hostName, string path)
    {
        foreach (RemoteWorkspace other in store.ReadAll())
        {
            bool isSame = string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase);
            if (isSame && (other.Path != path || other.HostName != hostName))
            {
                throw new SyncException(
                    SyncError.WorkspaceExists,
                    $"Workspace '{other.Name}' exists and ties {other.Path} to {other.HostName}:{other.RemotePath}. Give another name, or forget it first: Remove-RemoteWorkspace {other.Name} (the files stay).");
            }

            if (!isSame && (path == other.Path || path.StartsWith(other.Path + "/", StringComparison.Ordinal) || other.Path.StartsWith(path + "/", StringComparison.Ordinal)))
            {
                throw new SyncException(
                    SyncError.WorkspaceExists,
                    $"{path} is, holds or lies in the directory of workspace '{other.Name}' ({other.Path}): one command would not know which is meant. Choose another directory, or give that workspace one more share.");
            }
        }
    }
}
