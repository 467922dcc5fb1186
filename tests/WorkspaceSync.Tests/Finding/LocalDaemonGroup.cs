namespace WorkspaceSync.Tests;

/// <summary>Tests of what the session's environment says: it is one for the whole process, so they run while nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class LocalDaemonGroup
{
    /// <summary>The collection's name.</summary>
    public const string Name = "local daemon";
}
