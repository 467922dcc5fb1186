using System.Globalization;
using Xunit.Abstractions;

namespace WorkspaceSync.Tests;

/// <summary>What we say of ignores, beside what real daemons do with them.</summary>
public class IgnoreDaemonTests(ITestOutputHelper output)
{
    private const int SetsPerTree = 20;

    [Theory]
    [EveryProgram]
    public async Task RandomSetsLeaveOutWhatWeSay(string program)
    {
        int rounds = Number("WORKSPACESYNC_RANDOM_ROUNDS", 3);
        int seed = Number("WORKSPACESYNC_SEED", Random.Shared.Next());
        output.WriteLine($"WORKSPACESYNC_SEED={seed}");
        await using IgnoreDaemon daemon = await IgnoreDaemon.StartAsync(program);
        output.WriteLine($"{program} {daemon.Version} {daemon.Dialect}");

        int refused = 0;
        int compared = 0;
        int leftOut = 0;
        List<string> wrong = [];
        for (int round = 0; round < rounds && wrong.Count == 0; round++)
        {
            RandomIgnores random = new(unchecked(seed + round));
            IReadOnlyList<string> tree = random.Tree();
            List<IReadOnlyList<string>> sets = [.. Enumerable.Range(0, SetsPerTree).Select(_ => random.Set())];
            IReadOnlyList<IgnoreOutcome> outcomes = await daemon.JudgeAsync(sets, tree);
            foreach ((IReadOnlyList<string> set, IgnoreOutcome outcome) in sets.Zip(outcomes))
            {
                IReadOnlyList<IgnoreProblem> problems = IgnoreSet.Validate(set, null, daemon.Dialect);
                if (problems.Count > 0 != outcome.Error is not null)
                {
                    wrong.Add($"{Show(set)}: {outcome.Error ?? "accepted"}, we say {string.Join("; ", problems)}");
                }
                else if (outcome.Error is not null)
                {
                    refused++;
                }
                else
                {
                    IgnoreComparison comparison = new(IgnoreSet.Parse(set, null, daemon.Dialect), tree, outcome.Index);
                    compared += comparison.Compared;
                    leftOut += comparison.LeftOut;
                    wrong.AddRange(comparison.Wrong.Select(what => $"round {round} {Show(set)}: {what}"));
                }
            }
        }

        output.WriteLine($"{rounds * SetsPerTree} sets, {refused} refused, {compared} paths compared, {leftOut} of them left out");
        Assert.True(wrong.Count == 0, $"seed {seed}, {wrong.Count} differ:\n{string.Join('\n', wrong.Take(30))}");
        Assert.InRange(leftOut, 1, compared - 1);
    }

    [Theory]
    [EveryProgram]
    public async Task EveryRefusalIsForeseen(string program)
    {
        string[] lines =
        [
            "!", "(?d)", "(?i)(?d)", "[a-", "[]", "[!]", "[b-a]", "[a-bc]", "[", "{a,b", "{", "}", "a\\", "\\", "#include", "#includefoo",
            "#include gone", "#include .stignore", "#foo", "# a", "// a", "/", "./x", "../x", "(?x)a", "!!a", "#escape", "#escape=|",
            "#escape=ab", "**/", "***", "a**b", "{,a}", "[!a]", "[-a]", "\\[", "a,b", new string('a', 300),
        ];
        await using IgnoreDaemon daemon = await IgnoreDaemon.StartAsync(program);
        IReadOnlyList<IgnoreOutcome> outcomes = await daemon.JudgeAsync([.. lines.Select(line => (string[])[line])], ["a"]);
        foreach ((string line, IgnoreOutcome outcome) in lines.Zip(outcomes))
        {
            // The daemon finds its own file when it includes it, and every line of it is a duplicate then.
            IReadOnlyList<IgnoreProblem> problems = IgnoreSet.Validate([line], path => path == ".stignore" ? [line] : null, daemon.Dialect);
            Assert.True(problems.Count > 0 == outcome.Error is not null, $"{line}: {outcome.Error ?? "accepted"}, we say {string.Join("; ", problems)}");
            if (outcome.Error is null)
            {
                Assert.Equal(outcome.Expanded, IgnoreSet.Parse([line], _ => [line], daemon.Dialect).Expanded);
            }
        }
    }

    /// <summary>What the recordings could not show: a new share, that has its set before its files are looked at.</summary>
    [Theory]
    [EveryProgram]
    public async Task ExceptionsForTheContentsOnlyAreLostFrom1274On(string program)
    {
        await using IgnoreDaemon daemon = await IgnoreDaemon.StartAsync(program);
        string[] tree = ["src/", "src/deep/", "src/deep/m.py", "src/m.py", "top.txt"];
        IReadOnlyList<IgnoreOutcome> outcomes = await daemon.JudgeAsync([["!/src/", "*"], ["!/src/**", "/*"], ["!/src", "*"]], tree);
        Assert.Equal(!daemon.Dialect.SkipsByPattern, outcomes[0].Index.Contains("src/m.py"));
        Assert.Equal(!daemon.Dialect.SkipsByPattern, outcomes[1].Index.Contains("src/deep/m.py"));
        Assert.Equal(["src", "src/deep", "src/deep/m.py", "src/m.py"], outcomes[2].Index.Order(StringComparer.Ordinal));
    }

    [Theory]
    [EveryProgram]
    public async Task EveryLineOfTheBuiltInProfilesHolds(string program)
    {
        await using IgnoreDaemon daemon = await IgnoreDaemon.StartAsync(program);
        foreach (SyncProfile profile in BuiltInProfiles.Store.List())
        {
            ProfileTree tree = ProfileTree.Of(profile.Name);
            IgnoreOutcome outcome = Assert.Single(await daemon.JudgeAsync([profile.Patterns], tree.Entries));
            Assert.Null(outcome.Error);
            Assert.Equal(tree.Travelling, outcome.Index.Order(StringComparer.Ordinal));

            // Each line of a profile is there for something: without it, more would travel.
            IgnoreSet set = IgnoreSet.Parse(profile.Patterns, null, daemon.Dialect);
            string[] idle = [.. profile.Patterns.Except(tree.Entries.Select(entry => set.Decide(entry).Pattern ?? ""))];
            Assert.True(idle.Length == 0, $"{profile.Name}: nothing in the tree is for {string.Join(", ", idle)}");
        }
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static string Show(IEnumerable<string> set) => string.Join(" | ", set);
}
