namespace WorkspaceSync;

/// <summary>Where this program keeps what it may make again or what is kept for an undo: <c>$XDG_STATE_HOME/WorkspaceSync</c>.</summary>
internal static class UserState
{
    /// <summary>One of its folders, by default below <c>~/.local/state</c>; a sandbox session's is in the sandbox.</summary>
    public static string Directory(string name)
    {
        string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return Environment.GetEnvironmentVariable("WORKSPACESYNC_CONFIG") is { Length: > 0 } sandbox && Path.IsPathRooted(sandbox)
            ? Path.Join(sandbox, "state", name)
            : Path.Join(
                state is { Length: > 0 } && Path.IsPathRooted(state) ? state : Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
                "WorkspaceSync",
                name);
    }
}
