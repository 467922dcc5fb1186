using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace WorkspaceSync.Tests;

/// <summary>Waits for what has to become true, and names it when it does not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <param name="details">What more to say when it never became true.</param>
    public static async Task TrueAsync(string what, Func<Task<bool>> condition, TimeSpan? patience = null, Func<string>? details = null)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > (patience ?? s_patience))
            {
                Assert.Fail($"Not within {(patience ?? s_patience).TotalSeconds} s: {what}\n{details?.Invoke()}");
            }

            await Task.Delay(20);
        }
    }

    public static Task TrueAsync(string what, Func<bool> condition, TimeSpan? patience = null, Func<string>? details = null) =>
        TrueAsync(what, () => Task.FromResult(condition()), patience, details);

    /// <summary>The same where the condition says it all.</summary>
    public static Task TrueAsync(Func<bool> condition, TimeSpan? patience = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        TrueAsync(what, condition, patience);
}
