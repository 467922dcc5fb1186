namespace WorkspaceSync.Tests;

/// <summary>What may not share its process runs in one of its own, which tools/Runner starts by the trait.</summary>
public class TestProcessTests
{
    private static readonly string[] s_apart = ["Workspaces", "Services", "Remote", "ZeroTier"];

    [Fact]
    public void ACollectionThatRunsApartIsMarkedByItsName() => Assert.All(
        typeof(TestProcessTests).Assembly.GetTypes().Where(type => NameOf(type, typeof(CollectionAttribute)) is { } collection && s_apart.Contains(collection)),
        type => Assert.Equal(NameOf(type, typeof(CollectionAttribute)), TraitOf(type)));

    [Fact]
    public void AMarkIsOneThatTheRunnerKnows()
    {
        string runner = File.ReadAllText(Path.Join(SourceTree.Root, "tools", "Runner", "XunitRun.cs"));
        Assert.All(s_apart, process => Assert.Contains($"\"{process}\"", runner, StringComparison.Ordinal));
        Assert.All(typeof(TestProcessTests).Assembly.GetTypes().Select(TraitOf).OfType<string>().Distinct(), process => Assert.Contains(process, s_apart));
    }

    private static string? NameOf(Type type, Type attribute) =>
        type.CustomAttributes.FirstOrDefault(data => data.AttributeType == attribute)?.ConstructorArguments is [{ Value: string name }] ? name : null;

    private static string? TraitOf(Type type) => type.CustomAttributes
        .Where(data => data.AttributeType == typeof(TraitAttribute) && data.ConstructorArguments is [{ Value: "Process" }, _])
        .Select(data => (string?)data.ConstructorArguments[1].Value).SingleOrDefault();
}
