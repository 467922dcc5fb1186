namespace WorkspaceSync.Tests;

/// <content>What only a test says of it; the benchmarks have the rest.</content>
internal static partial class FileTree
{
    /// <summary>Fails unless both are the same, byte for byte.</summary>
    public static void AssertSame(string one, string other) => Assert.Equal(Describe(one), Describe(other));
}
