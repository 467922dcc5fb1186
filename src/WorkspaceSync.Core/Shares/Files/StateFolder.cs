namespace WorkspaceSync;

/// <summary>Where the module keeps what outlives a session: <c>$XDG_STATE_HOME/WorkspaceSync</c>, by default in <c>~/.local/state</c>.</summary>
internal static class StateFolder
{
    /// <summary>On this machine.</summary>
    public static string Path => System.IO.Path.Join(
        Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state && System.IO.Path.IsPathRooted(state)
            ? state
            : System.IO.Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
        "WorkspaceSync");
}
