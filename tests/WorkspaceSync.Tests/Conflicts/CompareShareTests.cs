using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>The proof that both sides are the same, and what it finds when they are not.</summary>
[Collection("nodes")]
public sealed class CompareShareTests
{
    [Theory]
    [EveryProgram]
    public async Task Every_difference_behind_the_daemons_backs_is_found(string program)
    {
        await using ConflictPair pair = await ConflictPair.StartAsync(program);
        foreach (string path in (string[])["a.txt", "a-b.txt", "a/inner.txt", "a/é", "b/two\nlines", "big.bin", "mode.sh", "empty", "type", "gone"])
        {
            ConflictPair.Write(pair.LaptopRoot, path, path == "empty" ? "" : path + new string('x', path == "big.bin" ? 1_000_000 : 0), isNewer: true);
        }

        File.CreateSymbolicLink(Path.Join(pair.LaptopRoot, "link"), "a.txt");
        pair.Flush();
        SyncComparison same = pair.Run("Compare-SyncShare nt -Node $laptop -ReferenceNode $gpu -PassThru").One<SyncComparison>();
        Assert.Equal((true, 10, true, SyncComparisonMethod.Content), (same.IsSame, same.Files, same.IgnoresAreSame, same.Method));
        Assert.True(pair.Run("Compare-SyncShare nt -Node $laptop -Quiet").One<bool>());
        Assert.Empty(pair.Run("Compare-SyncShare nt -Node $laptop -Quick").Output);
        Assert.Empty(pair.Run("Compare-SyncShare nt -Node $laptop -FromIndex").Output);

        // One bit, with the time as it was: neither a scan nor rsync without -c sees it.
        string big = Path.Join(pair.GpuRoot, "big.bin");
        DateTime time = File.GetLastWriteTimeUtc(big);
        using (FileStream stream = File.OpenWrite(big))
        {
            stream.Position = 777_777;
            stream.WriteByte((byte)('x' ^ 1));
        }

        File.SetLastWriteTimeUtc(big, time);
        File.WriteAllText(Path.Join(pair.LaptopRoot, "a/inner.txt"), "longer than before");
        File.SetUnixFileMode(Path.Join(pair.GpuRoot, "mode.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.Delete(Path.Join(pair.GpuRoot, "gone"));
        File.Delete(Path.Join(pair.GpuRoot, "type"));
        Directory.CreateDirectory(Path.Join(pair.GpuRoot, "type"));
        File.WriteAllText(Path.Join(pair.GpuRoot, "type/below"), "x");
        File.WriteAllText(Path.Join(pair.GpuRoot, "a-new"), "x");
        File.Delete(Path.Join(pair.GpuRoot, "link"));
        File.CreateSymbolicLink(Path.Join(pair.GpuRoot, "link"), "b.txt");
        using (Process fifo = Process.Start("mkfifo", [Path.Join(pair.GpuRoot, "fifo")]))
        {
            fifo.WaitForExit();
        }

        string[] found = [.. pair.Run("Compare-SyncShare nt -Node $laptop -ReferenceNode $gpu").All<SyncDifference>().Select(item => item.ToString()).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["a-new: OnlyThere", "a/inner.txt: Content", "big.bin: Content", "gone: OnlyHere", "link: Content", "mode.sh: Mode", "type/below: OnlyThere", "type: Type"],
            found);
        Assert.False(pair.Run("Compare-SyncShare nt -Node $laptop -Quiet").One<bool>());
        string[] quick = [.. pair.Run("Compare-SyncShare nt -Node $laptop -Quick").All<SyncDifference>().Select(item => item.Path)];
        Assert.DoesNotContain("big.bin", quick);
        Assert.Contains("a/inner.txt", quick);
    }

    [Fact]
    public async Task What_is_ignored_is_not_compared_and_unequal_ignores_are_told()
    {
        await using ConflictPair pair = await ConflictPair.StartAsync(EveryProgramAttribute.Programs[0]);
        pair.Run("$laptop, $gpu | ForEach-Object { Add-SyncIgnore nt '*.pyc', '/build' -Node $_ }");
        ConflictPair.Write(pair.LaptopRoot, "x.pyc", "here", true);
        ConflictPair.Write(pair.LaptopRoot, "build/deep/y", "here", true);
        ConflictPair.Write(pair.LaptopRoot, "kept", "both", true);
        pair.Flush();
        SyncComparison same = pair.Run("Compare-SyncShare nt -Node $laptop -PassThru").One<SyncComparison>();
        Assert.Equal((1, true), (same.Files, same.IgnoresAreSame));
        Assert.True(same.Excluded >= 2);

        pair.Run("Remove-SyncIgnore nt '/build' -Node $laptop");
        CmdletResult result = pair.Run("Compare-SyncShare nt -Node $laptop");
        Assert.Contains("leave out different things", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("build/deep/y: OnlyHere", result.All<SyncDifference>().Select(item => item.ToString()));
    }

    [Fact]
    public void Names_have_one_order_on_all_machines()
    {
        string[] names = ["a", "a/b", "a/b/c", "a-b", "a.txt", "a0", "\ud7ff", "\ue000", "\ufffd", "\U0001F600"];
        string[] sorted = [.. names.OrderBy(name => string.Concat(System.Text.Encoding.UTF8.GetBytes(name.Replace('/', '\u0001')).Select(value => value.ToString("x2"))), StringComparer.Ordinal)];
        Assert.Equal(sorted, names.Reverse().Order(PathOrder.Instance));
    }
}
