using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace WorkspaceSync.Tests;

/// <summary>Whatever was done on both sides, also while it looks: a flush ends in identical bytes or in an honest, named no.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class RandomFlushTests(WorkspacePairs pairs, ITestOutputHelper output)
{
    private const string Moving = "moving.log";

    [Theory]
    [EveryProgram]
    public async Task EveryYesIsTrueAndEveryNoHasAName(string program)
    {
        int rounds = TestNumber.Of("WORKSPACESYNC_RANDOM_ROUNDS", 6), seed = TestNumber.Of("WORKSPACESYNC_SEED", Random.Shared.Next());
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create(), where = $"WORKSPACESYNC_SEED={seed}";
        RandomEdits here = new(seed, pair.PathHere(name), "here"), there = new(unchecked(seed + 1), pair.PathThere(name), "there");
        Random random = new(unchecked(seed + 2));
        List<double> seconds = [];
        Dictionary<string, int> ends = [];
        for (int round = 0; round < rounds; round++)
        {
            here.Batch();
            there.Batch();
            if (random.Next(3) == 0)
            {
                EditBoth(pair, name, random);
            }

            string side = random.Next(2) == 0 ? pair.PathHere(name) : pair.PathThere(name), other = side == pair.PathHere(name) ? pair.PathThere(name) : pair.PathHere(name);
            using ChangingFile? moving = random.Next(4) == 0 ? new ChangingFile(Path.Join(side, Moving)) : null;
            Stopwatch clock = Stopwatch.StartNew();
            CmdletResult result = pair.Run("Sync-RemoteWorkspace $name -Timeout $timeout", ("name", name), ("timeout", moving is null ? 60 : 15));
            seconds.Add(clock.Elapsed.TotalSeconds);
            SyncProof proof = (SyncProof)Assert.Single(result.Output).BaseObject;
            string end = result.Errors.Count == 0 ? $"{proof.Grade}, {proof.Shares[0].Way}" : result.Errors[0].FullyQualifiedErrorId.Split(',')[0];
            if (moving is not null)
            {
                end += ", changing";
                string message = result.Errors.Count == 0 ? "" : result.Errors[0].ToString();
                Assert.True(message.Length > 0 || new FileInfo(Path.Join(other, Moving)).Length >= moving.LengthAtStart, $"round {round}, {where}: a yes without what was there before it");
                Assert.True(message.Length == 0 || message.Contains(Moving, StringComparison.Ordinal), $"round {round}, {where}: {message}");
                moving.Dispose();
                result = pair.Run("Sync-RemoteWorkspace $name -Timeout 60", ("name", name));
            }

            if (result.Errors.Count > 0 && result.Error(SyncError.MassDeletion) is not null)
            {
                result = pair.Run("Sync-RemoteWorkspace $name -Timeout 60 -Force", ("name", name)); // honest: it was asked, and is meant
            }

            Assert.True(result.Errors.Count == 0, $"round {round}, {where}: {string.Join("; ", result.Errors)}");
            string mine = FileTree.Describe(pair.PathHere(name)), theirs = FileTree.Describe(pair.PathThere(name));
            Assert.True(mine == theirs, $"round {round}, {where}, {end}: a yes, and\n{mine}\nis not\n{theirs}");
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }

        seconds.Sort();
        string tally = string.Join(", ", ends.Select(pair => $"{pair.Value} {pair.Key}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{program}: {where}, {rounds} rounds ({tally}), median {seconds[rounds / 2]:0.00} s, longest {seconds[^1]:0.00} s"));
        pair.Remove(name);
    }

    // Two versions of one file, or one that is changed there and removed here.
    private static void EditBoth(WorkspacePair pair, string name, Random random)
    {
        string file = string.Create(CultureInfo.InvariantCulture, $"both{random.Next(6)}.txt");
        FileTree.Write(pair.PathThere(name), file, new string('t', random.Next(100)));
        if (random.Next(3) > 0)
        {
            FileTree.Write(pair.PathHere(name), file, new string('h', random.Next(100)));
        }
        else
        {
            File.Delete(Path.Join(pair.PathHere(name), file));
        }
    }
}
