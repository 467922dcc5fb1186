using System.Diagnostics;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>Conflicts found from a directory alone, with all that can lie about in one.</summary>
[Collection("nodes")]
public sealed class ConflictWalkTests : IDisposable
{
    private const string Tag = ".sync-conflict-20261123-085522-PJNU26X";

    private readonly string _root = Directory.CreateTempSubdirectory("ws-walk-").FullName;
    private readonly CmdletHost _shell = new();
    private readonly string? _home = Environment.GetEnvironmentVariable("STHOMEDIR");

    public ConflictWalkTests()
    {
        // No daemon is meant, whatever runs on the machine.
        Environment.SetEnvironmentVariable("STHOMEDIR", Path.Join(_root, "no-home"));
        Directory.CreateDirectory(Path.Join(_root, ".stfolder"));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("STHOMEDIR", _home);
        _shell.Dispose();
        using Process remove = Process.Start("rm", ["-rf", _root]); // .NET can't remove a name that is no text
        remove.WaitForExit();
    }

    [Fact]
    public void What_is_not_Syncthings_own_is_found_once_and_links_are_not_followed()
    {
        Write($"a{Tag}.txt", "copy");
        Write("a.txt", "live");
        File.SetLastWriteTimeUtc(Path.Join(_root, "a.txt"), new DateTime(2026, 11, 20));
        Write($"gone{Tag}.txt", "copy");
        Write($"deep/er/b{Tag}", "x");
        Write($".stversions/c{Tag}.txt", "archived");
        Write($"deep/.stversions/d{Tag}.txt", "only the root's is Syncthing's");
        Write($".syncthing.e{Tag}.txt.tmp", "on its way");
        Directory.CreateDirectory(Path.Join(_root, $"dir{Tag}.d"));
        File.CreateSymbolicLink(Path.Join(_root, $"dangling{Tag}.txt"), "nowhere");
        Directory.CreateSymbolicLink(Path.Join(_root, "loop"), _root);
        MakeFifo($"fifo{Tag}.txt");

        Dictionary<string, SyncConflict> found = Find(_root).ToDictionary(conflict => conflict.ConflictPath);
        Assert.Equal(
            [$"a{Tag}.txt", $"dangling{Tag}.txt", $"deep/.stversions/d{Tag}.txt", $"deep/er/b{Tag}", $"dir{Tag}.d", $"fifo{Tag}.txt", $"gone{Tag}.txt"],
            found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(SyncConflictKind.Directory, found[$"dir{Tag}.d"].Kind);
        Assert.Equal(SyncConflictKind.Link, found[$"dangling{Tag}.txt"].Kind);
        Assert.Equal(SyncConflictKind.Other, found[$"fifo{Tag}.txt"].Kind); // and nobody has waited for its writer
        Assert.Null(found[$"gone{Tag}.txt"].Original);
        Assert.Equal(("PJNU26X", null), (found[$"a{Tag}.txt"].Original!.Machine, found[$"a{Tag}.txt"].Conflict.Machine));
    }

    [Fact]
    public void Content_is_compared_when_it_is_asked_for()
    {
        Write("same.txt", "text");
        Write($"same{Tag}.txt", "text");
        Write("other.bin", "a\0b");
        Write($"other{Tag}.bin", "a\0c");
        Dictionary<string, SyncConflict> found = Find(_root).ToDictionary(conflict => conflict.Path);
        Assert.Equal((true, SyncConflictKind.Text), (found["same.txt"].IsIdentical, found["same.txt"].Kind));
        Assert.Equal((false, SyncConflictKind.Binary), (found["other.bin"].IsIdentical, found["other.bin"].Kind));
        Assert.Equal("982D9E3EB996F559E633F4D194DEF3761D909F5A3B647D1A851FEAD67C32C9D1", found["same.txt"].Conflict.Hash);
    }

    [Theory]
    [InlineData("x", 2)]
    [InlineData("x/a.txt", 1)] // the file whose copies are wanted
    [InlineData("x/a.sync-conflict-20261123-085522-PJNU26X.txt", 1)] // a copy itself
    [InlineData("x/b.txt", 1)] // gone, its copy is not
    [InlineData("y", 0)]
    public void A_path_narrows_it(string path, int count)
    {
        Write("x/a.txt", "");
        Write($"x/a{Tag}.txt", "1");
        Write($"x/b{Tag}.txt", "2");
        Write($"c{Tag}.txt", "3");
        Write("y/a.txt", "");
        Assert.Equal(count, Find(Path.Join(_root, path)).Count);
    }

    [Fact]
    public void A_name_that_is_no_text_is_named_and_the_rest_is_found()
    {
        Write($"a{Tag}.txt", "x");
        byte[] raw = [.. Encoding.UTF8.GetBytes($"{_root}/b"), 0xff, .. Encoding.UTF8.GetBytes($"{Tag}.txt")];
        using (Process sh = Process.Start("sh", ["-c", $"touch \"$(printf '{string.Concat(raw.Select(value => $"\\{Convert.ToString(value, 8).PadLeft(3, '0')}"))}')\""]))
        {
            sh.WaitForExit();
        }

        CmdletResult result = _shell.Run("Get-SyncConflict -Path $path", ("path", _root));
        Assert.Contains("not UTF-8", result.Error(SyncError.FileUnreadable).Exception.Message, StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public void A_directory_that_is_no_share_is_named()
    {
        string other = Directory.CreateTempSubdirectory("ws-none-").FullName;
        _shell.Run("Get-SyncConflict -Path $path", ("path", other)).Error(SyncError.PathInvalid);
        Directory.Delete(other);
    }

    private IReadOnlyList<SyncConflict> Find(string path) => _shell.Run("Get-SyncConflict -Path $path", ("path", path)).All<SyncConflict>();

    private void Write(string path, string text)
    {
        string file = Path.Join(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void MakeFifo(string path)
    {
        using Process process = Process.Start("mkfifo", [Path.Join(_root, path)]);
        process.WaitForExit();
    }
}
