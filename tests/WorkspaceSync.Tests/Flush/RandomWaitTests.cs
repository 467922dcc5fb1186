using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace WorkspaceSync.Tests;

/// <summary>After every yes of Wait-SyncShare the bytes of both sides are compared, whatever was done on them.</summary>
public class RandomWaitTests(DaemonPairs pairs, ITestOutputHelper output) : IClassFixture<DaemonPairs>
{
    [Theory]
    [EveryProgram]
    public async Task AYesIsNeverFalse(string program)
    {
        int rounds = TestNumber.Of("WORKSPACESYNC_RANDOM_ROUNDS", 8);
        int seed = TestNumber.Of("WORKSPACESYNC_SEED", Random.Shared.Next());
        output.WriteLine($"WORKSPACESYNC_SEED={seed}");
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        RandomEdits a = new(seed, pair.PathA(id), "a"), b = new(unchecked(seed + 1), pair.PathB(id), "b");
        List<double> seconds = [];
        HashSet<string> same = [];
        for (int round = 0; round < rounds; round++)
        {
            a.Batch();
            b.Batch();
            Stopwatch clock = Stopwatch.StartNew();
            CmdletResult result = Wait("");
            if (result.Errors.Count > 0)
            {
                // Chance may remove or rename most of a side: then it is asked whether that is meant, and only then.
                result.Error(SyncError.MassDeletion);
                Assert.True(
                    new[] { pair.PathA(id), pair.PathB(id) }.Any(side => same.Except(FileTree.Paths(side)).Count() > same.Count / 2),
                    $"round {round}, WORKSPACESYNC_SEED={seed}: {result.Errors[0]}");
                result = Wait("-Force");
            }

            SyncStatus status = result.One<SyncStatus>();
            seconds.Add(clock.Elapsed.TotalSeconds);
            Assert.Equal((SyncProofScope.Both, SyncHealth.InSync), (status.Proof, status.Health));
            string here = FileTree.Describe(pair.PathA(id)), there = FileTree.Describe(pair.PathB(id));
            Assert.True(here == there, $"round {round}, WORKSPACESYNC_SEED={seed}: a yes, and\n{here}\nis not\n{there}");
            same = [.. FileTree.Paths(pair.PathA(id))];

            CmdletResult Wait(string more) => pair.Run($"Wait-SyncShare $id -Node $node -Timeout 60 {more}", ("id", id), ("node", round % 2 == 0 ? pair.A : pair.B));
        }

        seconds.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{program}: {rounds} rounds, median {seconds[rounds / 2]:0.00} s, longest {seconds[^1]:0.00} s"));
    }

    /// <summary>Both edit the same file: one version becomes a conflict copy, which has to be on both sides as well.</summary>
    [Theory]
    [EveryProgram]
    public async Task AYesIncludesConflictCopies(string program)
    {
        DaemonPair pair = await pairs.GetAsync(program);
        string id = await pair.ShareAsync();
        for (int round = 0; round < TestNumber.Of("WORKSPACESYNC_CONFLICT_ROUNDS", 3); round++)
        {
            FileTree.Write(pair.PathA(id), $"both{round}.txt", $"by a, {round}");
            FileTree.Write(pair.PathB(id), $"both{round}.txt", $"of b, {round}!");
            pair.Run("Wait-SyncShare $id -Node $a -Timeout 60", ("id", id)).AssertNoErrors();
            FileTree.AssertSame(pair.PathA(id), pair.PathB(id));
            Assert.Single(Directory.GetFiles(pair.PathA(id), $"both{round}.sync-conflict-*"));
        }
    }
}
