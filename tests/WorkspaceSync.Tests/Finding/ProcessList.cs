namespace WorkspaceSync.Tests;

/// <summary>A process table as a test wants it.</summary>
internal sealed class ProcessList(IReadOnlyList<RunningDaemon> daemons) : IProcessTable
{
    public IReadOnlyList<RunningDaemon> FindDaemons() => daemons;
}
