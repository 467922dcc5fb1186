namespace WorkspaceSync.Tests;

/// <summary>Tests of services run one after another: they start and end processes, and count them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class ServiceTests
{
    public const string Name = "Services";
}
