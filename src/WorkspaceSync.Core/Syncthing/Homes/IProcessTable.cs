namespace WorkspaceSync;

/// <summary>The Syncthing daemons that run as this user.</summary>
internal interface IProcessTable
{
    /// <summary>All of them; what ends meanwhile, or may not be looked at, is left out.</summary>
    IReadOnlyList<RunningDaemon> FindDaemons();
}
