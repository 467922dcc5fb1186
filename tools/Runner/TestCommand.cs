namespace WorkspaceSync.Tools;

/// <summary>Runs xunit and Pester, side by side as they mostly wait, and closes with one line over both.</summary>
internal static class TestCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        string? filter = null;
        for (int at = 0; at < args.Length; at++)
        {
            switch (args[at])
            {
                case "--filter" when at + 1 < args.Length:
                    filter = args[++at];
                    break;
                case "--long":
                    Environment.SetEnvironmentVariable("WORKSPACESYNC_RANDOM_ROUNDS", "200");
                    break;
                default:
                    return Repository.Refuse($"test: what is '{args[at]}'? It takes --filter X and --long.");
            }
        }

        using SemaphoreSlim slots = new(Environment.ProcessorCount + 1);
        Task<TestCounts> pesters = InTurnAsync(slots, () => PesterRun.RunAsync(filter)); // what takes longest begins first
        Task<TestCounts>[] xunits = [.. XunitRun.All(filter).Select(run => InTurnAsync(slots, run.RunAsync))];
        TestCounts xunit = (await Task.WhenAll(xunits).ConfigureAwait(false)).Aggregate(TestCounts.None, (sum, part) => sum + part);
        TestCounts both = xunit + await pesters.ConfigureAwait(false);
        if (xunit.Total == 0)
        {
            Announce("xunit ran no test: that counts as a failure.");
        }

        Console.WriteLine(both);
        return both.Failed == 0 && xunit.Total > 0 ? 0 : 1;
    }

    // In the order in which they were asked for.
    private static async Task<TestCounts> InTurnAsync(SemaphoreSlim slots, Func<Task<TestCounts>> run)
    {
        await slots.WaitAsync().ConfigureAwait(false);
        try
        {
            return await run().ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>A line that cannot be missed.</summary>
    public static void Announce(string line)
    {
        string rule = new('!', 100);
        Console.WriteLine($"\n{rule}\n!! {line}\n{rule}\n");
    }
}
