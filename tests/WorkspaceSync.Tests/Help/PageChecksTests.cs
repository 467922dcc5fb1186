using WorkspaceSync.Tools;

namespace WorkspaceSync.Tests;

/// <summary>That the checks of help pages find what they are for.</summary>
public sealed class PageChecksTests : IDisposable
{
    private readonly FakeHelp _help = new();

    public void Dispose() => _help.Dispose();

    [Fact]
    public void A_page_that_is_right_has_no_fault() => Assert.Empty(_help.Check());

    [Theory]
    [InlineData("## SYNOPSIS\n\nProse.\n", "## SYNOPSIS\n", "SYNOPSIS says nothing")]
    [InlineData("## NOTES\n\nProse.\n", "", "there is no section NOTES")]
    [InlineData("## NOTES\n", "## REMARKS\n", "'REMARKS' is none of the sections")]
    [InlineData("### -Timeout\n\nProse.\n", "### -Timeout\n", "-Timeout is not described")]
    [InlineData("### -Timeout\n", "### -TimeOuts\n", "has no parameter '-TimeOuts'")]
    [InlineData("### Example 2: does it", "#### More", "there are 1 examples")]
    [InlineData("### Example 2: does it", "### Another", "an example's heading is")]
    [InlineData("```powershell\nGet-SyncFake nt -Mode Open\n```", "```text\nGet-SyncFake nt\n```", "has no ```powershell block")]
    [InlineData("nt -Mode Open", "nt | Where-Object {", "Missing closing '}'")]
    [InlineData("nt -Mode Open", "nt -Mood Open", "'Mood'")]
    [InlineData("nt -Mode Open", "nt extra", "positional parameter")]
    [InlineData("nt -Mode Open", "nt -Mode Ajar", "cannot be 'Ajar'")]
    [InlineData("Get-SyncFake nt -Mode Open", "sync-fake -Mood Open", "'Mood'")]
    [InlineData("Get-SyncFake nt -Mode Open", "Get-SyncFaker", "there is no command 'Get-SyncFaker'")]
    [InlineData("Get-SyncFake nt -Mode Open", "1..2 | ForEach-Object { Get-SyncFake -Nod x; Get-SyncFake -No x }", "'No'", false)]
    [InlineData("schema: 2.0.0", "schema: 1.0.0", "the front matter has to say 'schema: 2.0.0'")]
    [InlineData("Prose.", PageText.Missing, "still to be filled in")]
    [InlineData("Default value: 00:05:00", "Default value: 00:06:00", "not as the cmdlet now is")]
    [InlineData("[-Timeout <timespan>]", "[-Patience <timespan>]", "not as the cmdlet now is")]
    [InlineData("## DESCRIPTION\n\nProse.", "## DESCRIPTION\n\n| a | b |\n| - | - |", "a table cannot be shown")]
    [InlineData("## RELATED LINKS\n", "## RELATED LINKS\n\n[Gone](Gone.md)\n", "there is no page 'Gone.md'")]
    [InlineData("# Get-SyncFake\n", "# Get-SyncOther\n", "there is no cmdlet 'Get-SyncOther'")]
    public void A_fault_is_found(string old, string now, string message, bool isFault = true)
    {
        _help.Change(old, now);
        Assert.Equal(isFault, _help.Check().Any(fault => fault.Message.Contains(message, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_fault_names_its_line()
    {
        _help.Change("nt -Mode Open", "nt\nGet-SyncFake -Mood Open");
        Fault[] faults = [.. _help.Check()];
        string[] lines = File.ReadAllLines(_help.Page);
        Assert.Equal(2, faults.Length);
        Assert.All(faults, fault => Assert.Equal("Get-SyncFake -Mood Open", lines[fault.Line - 1]));
        Assert.StartsWith($"{_help.Page}({faults[0].Line}): error HELP: ", faults[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cmdlet_without_a_page_is_a_fault()
    {
        File.Delete(_help.Page);
        Fault fault = Assert.Single(_help.Check());
        Assert.Contains("Get-SyncFake has no page", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_no_page_is_a_fault()
    {
        _help.Change(_ => "just text");
        Assert.Throws<FaultException>(_help.Check);
    }
}
