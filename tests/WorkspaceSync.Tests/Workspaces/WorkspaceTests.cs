namespace WorkspaceSync.Tests;

/// <summary>
/// Tests that live in a sandbox's world. Which daemon is the local one, which ssh configuration is used and where workspaces are
/// kept are variables of the whole process, so they run one after another and beside nothing else.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WorkspaceTests : ICollectionFixture<WorkspacePairs>
{
    public const string Name = "Workspaces";
}
