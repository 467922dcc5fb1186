using System.Diagnostics;
using System.Management.Automation;
using System.Security.Cryptography;

namespace WorkspaceSync.Tests;

/// <summary>A disk without room on the far side is named, at once, with the files that wait for it; with room again it goes on.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class FullDiskTests(WorkspacePairs pairs)
{
    [NeedingTheory(Need.Root)]
    [EveryProgram]
    public async Task TheFlushNamesTheFullDisk(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.NewName(), there = pair.PathThere(name);
        Directory.CreateDirectory(there);
        using (new Tmpfs(there, "2m"))
        {
            FileTree.Write(pair.PathHere(name), "first.txt", name);
            pair.SetUp(name).AssertNoErrors();
            await pair.ApiThere.PatchAsync($"config/folders/{name}", new { minDiskFree = new { value = 0, unit = "%" } });
            string big = Path.Join(pair.PathHere(name), "it's big [1].bin");
            File.WriteAllBytes(big, RandomNumberGenerator.GetBytes(5_000_000));
            AssertNamed(pair, name, pair.SyncError(name, SyncError.DiskFull, SyncGrade.Incomplete, "-Timeout 120"), "1 file(s)");
            Assert.Equal(5_000_000, new FileInfo(big).Length);
            Assert.Equal(name, File.ReadAllText(Path.Join(there, "first.txt")));

            // Less is put there: that is not kept waiting for Syncthing's next try.
            Stopwatch clock = Stopwatch.StartNew();
            File.WriteAllText(big, "small");
            Assert.Equal(SyncGrade.Same, pair.Sync(name).Grade);
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(40));
            pair.AssertSame(name);

            // Syncthing's own limit, which keeps it from taking anything.
            await pair.ApiThere.PatchAsync($"config/folders/{name}", new { minDiskFree = new { value = 100, unit = "%" } });
            FileTree.Write(pair.PathHere(name), "more.txt", "more");
            AssertNamed(pair, name, pair.SyncError(name, SyncError.DiskFull, SyncGrade.Incomplete, "-Timeout 120"), "");
            pair.Remove(name);
        }
    }

    private static void AssertNamed(WorkspacePair pair, string name, ErrorRecord error, string says)
    {
        string message = error.ToString();
        Assert.Contains(pair.Far, message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Contains($"disk of {pair.PathThere(name)} is full", message, StringComparison.Ordinal);
        Assert.Contains("free of 2 MB", message, StringComparison.Ordinal);
        if (says.Length > 0)
        {
            Assert.Contains($"Add-SyncIgnore {name} '/it''s big \\[1\\].bin'", message, StringComparison.Ordinal);
        }
    }
}
