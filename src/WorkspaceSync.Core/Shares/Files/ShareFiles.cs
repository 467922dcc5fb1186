namespace WorkspaceSync;

/// <summary>Finds the way to a node's files.</summary>
internal static class ShareFiles
{
    /// <summary>The files of a share; FilesOutOfReach when only the node's API is reachable.</summary>
    public static IShareFiles Of(SyncNode node, string root) => node.IsHere ? new LocalFiles(root)
        : node.Shell is { } shell ? new RemoteFiles(shell, root, node.HomeDirectory)
        : throw new SyncException(
            SyncError.FilesOutOfReach,
            $"{node}: its API answers, but its files are on another machine, and no SSH host is known for it. Name the host: -HostName.");
}
