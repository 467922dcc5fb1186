using WorkspaceSync.Tools;

namespace WorkspaceSync.Tests;

/// <summary>The table of cmdlets in README.md.</summary>
public sealed class CmdletTableTests : IDisposable
{
    private const string Row = "| [Get-SyncFake](module/help/Get-SyncFake.md) | Prose. |\n";
    private readonly FakeHelp _help = new();

    public void Dispose() => _help.Dispose();

    [Fact]
    public void It_is_written_between_its_markers_and_then_current()
    {
        File.WriteAllText(_help.Folder.Readme, "before\n<!-- cmdlets -->\nold\n<!-- /cmdlets -->\nafter\n");
        MarkedText table = CmdletTable.Of(_help.Folder.ReadPages());
        Assert.Equal(2, Assert.Single(table.Check(_help.Folder.Readme)).Line);
        Assert.Empty(table.Write(_help.Folder.Readme));
        Assert.Equal(
            $"before\n<!-- cmdlets -->\n| cmdlet | what it does |\n| --- | --- |\n{Row}<!-- /cmdlets -->\nafter\n",
            File.ReadAllText(_help.Folder.Readme));
        Assert.Empty(table.Check(_help.Folder.Readme));
    }

    [Fact]
    public void Without_markers_nothing_is_written()
    {
        File.WriteAllText(_help.Folder.Readme, "text\n");
        Assert.Single(CmdletTable.Of(_help.Folder.ReadPages()).Write(_help.Folder.Readme));
        Assert.Equal("text\n", File.ReadAllText(_help.Folder.Readme));
    }
}
