namespace WorkspaceSync;

/// <summary>
/// Makes a sandbox the world of this session while it runs: its first daemon is the local one, its hosts are those that ssh
/// knows, and workspaces are kept in it. Nothing of the user's own is looked at or written.
/// </summary>
internal sealed class SandboxSession
{
    private readonly List<(string Name, string? Before, string Here)> _variables = [];

    public SandboxSession(SyncSandbox sandbox)
    {
        Set("STHOMEDIR", sandbox.Daemons[0].Home.Directory);
        Set(WorkspaceStore.Variable, sandbox.SettingsDirectory);
        if (sandbox.SshConfig is { } config)
        {
            Set(SshProgram.ConfigVariable, config);
        }
    }

    /// <summary>Puts back what was there before, where it was not changed by somebody else since.</summary>
    public void End()
    {
        foreach ((string name, string? before, string here) in _variables)
        {
            if (Environment.GetEnvironmentVariable(name) == here)
            {
                Environment.SetEnvironmentVariable(name, before);
            }
        }
    }

    private void Set(string name, string value)
    {
        _variables.Add((name, Environment.GetEnvironmentVariable(name), value));
        Environment.SetEnvironmentVariable(name, value);
    }
}
