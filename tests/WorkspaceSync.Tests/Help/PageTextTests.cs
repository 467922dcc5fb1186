namespace WorkspaceSync.Tests;

/// <summary>That pages are brought up to date without losing what people wrote.</summary>
public sealed class PageTextTests : IDisposable
{
    private readonly FakeHelp _help = new();

    public void Dispose() => _help.Dispose();

    [Fact]
    public void Facts_are_refreshed_and_prose_is_kept()
    {
        _help.Change("### -Timeout\n\nProse.", "### -Timeout\n\nHow long **to wait**.\n\n- an item");
        _help.Change("## NOTES\n\nProse.", "## NOTES\n\nA note.\n\n```text\nas it is\n```");
        string wanted = File.ReadAllText(_help.Page);
        _help.Change("Default value: 00:05:00", "Default value: never");
        _help.Change("[-Timeout <timespan>]", "");
        _help.Folder.Write(_help.Catalogue, onlyMissing: false, TextWriter.Null);
        Assert.Equal(wanted, File.ReadAllText(_help.Page));
        Assert.Empty(_help.Check());
    }

    [Fact]
    public void A_page_that_is_there_is_not_made_anew()
    {
        _help.Change("Default value: 00:05:00", "Default value: never");
        string before = File.ReadAllText(_help.Page);
        _help.Folder.Write(_help.Catalogue, onlyMissing: true, TextWriter.Null);
        Assert.Equal(before, File.ReadAllText(_help.Page));
    }

    [Fact]
    public void A_parameter_that_is_gone_is_told_with_its_prose()
    {
        _help.Change("### -Timeout\n\nProse.", "### -Patience\n\nHow much of it.");
        using StringWriter log = new();
        _help.Folder.Write(_help.Catalogue, onlyMissing: false, log);
        Assert.Contains("-Patience is gone", log.ToString(), StringComparison.Ordinal);
        Assert.Contains("How much of it.", log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Patience", File.ReadAllText(_help.Page), StringComparison.Ordinal);
    }
}
