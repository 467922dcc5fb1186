using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>Waits for a condition, with a limit; there is nothing else to wait for.</summary>
internal static class Eventually
{
    /// <param name="describe">What to say when it never became true.</param>
    public static async Task AsyncTrue(Func<bool> condition, TimeSpan limit, Func<string>? describe = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < limit, describe?.Invoke() ?? $"It did not become true within {limit}.");
            await Task.Delay(10);
        }
    }
}
