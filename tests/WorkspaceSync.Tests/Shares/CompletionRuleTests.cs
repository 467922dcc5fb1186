namespace WorkspaceSync.Tests;

public class CompletionRuleTests
{
    [Theory]
    [InlineData(10, 100, 0, 0, 0, 100)]
    [InlineData(0, 0, 0, 0, 0, 100)]
    [InlineData(10, 100, 5, 0, 0, 50)] // empty files count
    [InlineData(10, 100, 1, 80, 0, 20)] // and so do bytes
    [InlineData(9, 100, 0, 0, 1, 90)] // a deletion is an item
    [InlineData(0, 0, 0, 0, 5, 0)]
    public void ItIsOfItemsAndBytes(long items, long bytes, long needItems, long needBytes, long needDeletes, double expected) =>
        Assert.Equal(expected, CompletionRule.Percent(items, bytes, needItems, needBytes, needDeletes), 3);

    [Fact]
    public void OneOfAMillionIsNotAHundred() =>
        Assert.InRange(CompletionRule.Percent(10_000_000, long.MaxValue / 2, 1, 1, 0), 90, 99.95);
}
