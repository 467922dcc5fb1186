namespace WorkspaceSync.Tests;

/// <summary>These tests name the service's home in the process's environment, so they take turns.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ZeroTierTestGroup
{
    public const string Name = "ZeroTier";
}
