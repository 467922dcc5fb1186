namespace WorkspaceSync.Tests;

public class ErrorTests
{
    [Fact]
    public void EveryErrorHasACategory() => Assert.All(Enum.GetValues<SyncError>(), error => Errors.CategoryOf(error));
}
