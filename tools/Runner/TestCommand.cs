namespace WorkspaceSync.Tools;

/// <summary>Runs xunit, then Pester, and closes with one line over both.</summary>
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

        TestCounts xunit = await XunitRun.RunAsync(filter).ConfigureAwait(false);
        TestCounts pester = await PesterRun.RunAsync(filter).ConfigureAwait(false);
        TestCounts both = xunit + pester;
        if (xunit.Total == 0)
        {
            Announce("xunit ran no test: that counts as a failure.");
        }

        Console.WriteLine(both);
        return both.Failed == 0 && xunit.Total > 0 ? 0 : 1;
    }

    /// <summary>A line that cannot be missed.</summary>
    public static void Announce(string line)
    {
        string rule = new('!', 100);
        Console.WriteLine($"\n{rule}\n!! {line}\n{rule}\n");
    }
}
