using System.Globalization;
using Xunit.Abstractions;

namespace WorkspaceSync.Tests;

/// <summary>What we say of ignores, beside what real daemons do with them.</summary>
public class IgnoreDaemonTests(ITestOutputHelper output)
{
    private const int SetsPerTree = 20;

    public static TheoryData<string> Programs => [.. IgnoreDaemon.Programs];

    [Theory]
    [MemberData(nameof(Programs))]
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

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static string Show(IEnumerable<string> set) => string.Join(" | ", set);
}
