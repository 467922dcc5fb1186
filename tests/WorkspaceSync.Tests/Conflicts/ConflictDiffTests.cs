using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>Differences as people read them.</summary>
[Collection("nodes")]
public sealed class ConflictDiffTests
{
    private const string Tag = ConflictFolder.Tag;

    [Fact]
    public void The_lines_are_those_of_diff_u()
    {
        Random random = new(3);
        string folder = Directory.CreateTempSubdirectory("ws-diff-").FullName;
        for (int round = 0; round < 40; round++)
        {
            string before = Text(random), after = Text(random);
            File.WriteAllText(Path.Join(folder, "a"), before);
            string[] ours = [.. UnifiedDiff.Write(before, after)];

            // Which of several shortest ways is shown may differ; that the patch makes the one out of the other may not.
            File.WriteAllText(Path.Join(folder, "patch"), ours.Length == 0 ? "" : $"--- a\n+++ a\n{string.Join('\n', ours)}\n");
            using Process patch = Process.Start(new ProcessStartInfo("git", ["apply", "--unsafe-paths", "-p0", "--unidiff-zero", "--whitespace=nowarn", "patch"]) { WorkingDirectory = folder, RedirectStandardError = true })!;
            string complaint = patch.StandardError.ReadToEnd();
            patch.WaitForExit();
            Assert.True(ours.Length == 0 || patch.ExitCode == 0, $"{complaint}\n{string.Join('\n', ours)}");
            File.Move(Path.Join(folder, "a"), Path.Join(folder, "result"), overwrite: true);
            Assert.Equal(after, File.ReadAllText(Path.Join(folder, "result")));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Text_binary_and_identical_are_told_apart()
    {
        using ConflictFolder folder = new();
        folder.Write("a.txt", "one\ntwo\nthree\n", 3);
        folder.Write($"a{Tag}.txt", "one\n2\nthree\n", 5);
        folder.Write("b.bin", "12345\0x", 3);
        folder.Write($"b{Tag}.bin", "12345\0y", 5);
        folder.Write("c.txt", "same", 3);
        folder.Write($"c{Tag}.txt", "same", 5);
        Dictionary<string, SyncConflictComparison> found = folder.Run("Get-SyncConflict -Path $root | Compare-SyncConflict").All<SyncConflictComparison>().ToDictionary(item => item.Path);
        Assert.Equal(["@@ -1,3 +1,3 @@", " one", "-two", "+2", " three"], found["a.txt"].Lines);
        Assert.Equal((1, 1, false), (found["a.txt"].Added, found["a.txt"].Removed, found["a.txt"].IsIdentical));
        Assert.Equal((6, 0), (found["b.bin"].FirstDifference, found["b.bin"].Lines.Count));
        Assert.True(found["c.txt"].IsIdentical);
        string view = DiffText.Of(found["a.txt"], "", "", "");
        Assert.Contains("--- live  a.txt", view, StringComparison.Ordinal);
        SyncConflictComparison columns = folder.Run("Get-SyncConflict -Path $root/a.txt | Compare-SyncConflict -SideBySide").One<SyncConflictComparison>();
        Assert.Contains(columns.Lines, line => line.StartsWith("two", StringComparison.Ordinal) && line.EndsWith("| 2", StringComparison.Ordinal));
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => $"line {random.Next(6)}\n"));
}
