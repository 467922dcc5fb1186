namespace WorkspaceSync.Tests;

/// <content>What only a test says of it; the benchmarks have the rest.</content>
internal static partial class FileTree
{
    /// <summary>Fails unless both are the same, byte for byte.</summary>
    public static void AssertSame(string one, string other)
    {
        string here = Describe(one), there = Describe(other);
        Assert.True(here == there, $"{one}:\n{here}\nis not {other}:\n{there}"); // whole: which file it is matters more than which letter
    }
}
