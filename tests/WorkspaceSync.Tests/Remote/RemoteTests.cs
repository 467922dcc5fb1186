namespace WorkspaceSync.Tests;

/// <summary>
/// Tests that speak SSH: which ssh configuration is used is a variable of the whole process, so they run one after another.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class RemoteTests
{
    public const string Name = "Remote";
}
