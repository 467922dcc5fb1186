namespace WorkspaceSync.Tests;

/// <summary>The names of conflict copies, read and made.</summary>
public sealed class ConflictNameTests
{
    private static readonly DateTime s_time = new(2026, 11, 23, 8, 55, 22);

    [Theory]
    [InlineData("Makefile.sync-conflict-20261123-085522-PJNU26X", "Makefile")] // recorded
    [InlineData(".sync-conflict-20261123-085522-PJNU26X.env", ".env")] // recorded
    [InlineData("a.tar.sync-conflict-20261123-085522-PJNU26X.gz", "a.tar.gz")] // recorded
    [InlineData("dot.sync-conflict-20261123-085522-PJNU26X.", "dot.")]
    public void Recorded_forms_are_read_and_made_alike(string copy, string original)
    {
        ConflictName name = ConflictName.Parse(copy)!;
        Assert.Equal((original, s_time, "PJNU26X", 1), (name.OriginalName, name.Time!.Value, name.Winner, name.Depth));
        Assert.Equal(copy, ConflictName.Compose(original, s_time, "PJNU26X"));
    }

    [Theory]
    [InlineData("a.sync-conflict-20150101-101010.txt", "a.txt", null, 1)] // before the device was part of it
    [InlineData("a.sync-conflict-20261123-085522-PJNU26X.sync-conflict-20261124-085522-HO6V7TZ.txt", "a.txt", "HO6V7TZ", 2)]
    [InlineData("Makefile.sync-conflict-20261124-085522-HO6V7TZ.sync-conflict-20261123-085522-PJNU26X", "Makefile", "HO6V7TZ", 2)]
    [InlineData("a.sync-conflict-20261123-085522-PJNU26X.txt.bak", "a.txt.bak", "PJNU26X", 1)] // renamed by somebody
    [InlineData("a.sync-conflict-20269999-999999-PJNU26X.txt", "a.txt", "PJNU26X", 1)]
    public void Other_forms_are_read(string copy, string original, string? winner, int depth)
    {
        ConflictName name = ConflictName.Parse(copy)!;
        Assert.Equal((original, winner, depth), (name.OriginalName, name.Winner, name.Depth));
    }

    [Theory]
    [InlineData("a.txt")]
    [InlineData(".sync-conflict-20261123-085522-PJNU26X")] // no name is left
    [InlineData("notes on .sync-conflict-names.md")]
    [InlineData("a.sync-conflict-2026112-085522-PJNU26X.txt")]
    [InlineData("a.sync-conflict-20261123-085522-pjnu26x.txt")]
    [InlineData("a.sync-conflict-20261123-085522-PJNU26X copy.txt")]
    [InlineData("a.sync-conflict-20261123-085522-PJNU26X\n")]
    [InlineData(".syncthing.a.sync-conflict-20261123-085522-PJNU26X.txt.tmp")] // still being fetched
    public void What_only_looks_like_one_is_none(string name) => Assert.Null(ConflictName.Parse(name));

    [Fact]
    public void What_is_made_of_any_name_is_read_back()
    {
        Random random = new(7);
        const string Letters = "ab.-_~ é\n'\"*1";
        for (int i = 0; i < 20_000; i++)
        {
            string original = new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)])]);
            string? winner = random.Next(4) == 0 ? null : "HO6V7TZ";
            ConflictName? name = ConflictName.Parse(ConflictName.Compose(original, s_time, winner));
            Assert.Equal((original, s_time, winner, 1), (name?.OriginalName, name?.Time, name?.Winner, name?.Depth));
        }
    }
}
