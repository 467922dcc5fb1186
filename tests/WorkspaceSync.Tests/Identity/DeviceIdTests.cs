namespace WorkspaceSync.Tests;

/// <summary>Device ids: the daemons' own, as people write them, and with every kind of slip.</summary>
public class DeviceIdTests
{
    private const string One = "HO6V7TZ-BZPRBUV-EUN4B2U-3OGR7VN-LLN66WD-4AZTWFW-5TV5CEJ-TTWXGQ7";
    private const string Two = "E7VZ72J-527ZJTG-AHMG46W-YW43HD7-RVIPT5X-5BDSTUK-OO5P65Z-WVLGUAC";
    private const string Three = "TCULCUE-HOLPZVH-KQQBTE5-PLPRRND-3NSC6DK-FE6JVFD-YCYD64G-OFJHTAI";

    [Theory]
    [InlineData(One, One)]
    [InlineData(Two, Two)]
    [InlineData("  ho6v7tz bzprbuv eun4b2u 3ogr7vn lln66wd 4aztwfw 5tv5cej ttwxgq7 ", One)]
    [InlineData("E7VZ72J527ZJTGAHMG46WYW43HD7RVIPT5X5BDSTUKOO5P65ZWVLGUAC", Two)]
    [InlineData("E7VZ72J527ZJTAHMG46WYW43HDRVIPT5X5BDSTUOO5P65ZWVLGUA", Two)] // 52: without check characters
    [InlineData("E7VZ72J527ZJTAHMG46WYW43HDRVIPT5X5BDSTUOO5P65ZWVLGUA====", Two)]
    [InlineData("TCULCUE-H0LPZVH-KQQ8TE5-PLPRRND-3NSC6DK-FE6JVFD-YCYD64G-0FJHTA1", Three)] // 0, 8 and 1 for O, B and I
    public void IsReadAsPeopleWriteIt(string written, string canonical)
    {
        Assert.Equal(canonical, DeviceId.Parse(written).ToString());
        Assert.True(DeviceId.TryParse(written, out DeviceId id));
        Assert.Equal(DeviceId.Parse(canonical), id);
        Assert.Equal(canonical[..7], id.ShortId);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  --  ", "empty")]
    [InlineData("ABC", "3 characters instead of 56")]
    [InlineData("HO6V7TZ-BZPRBUW-EUN4B2U-3OGR7VN-LLN66WD-4AZTWFW-5TV5CEJ-TTWXGQ7", "first check character should be V, not W")]
    [InlineData("HO6V7TZ-BZPRBUV-EUN4B2U-3OGR7VN-LLN66WD-4AZTWFW-5TV5CEJ-TTWXGQ6", "fourth check character should be 7, not 6")]
    [InlineData("HO6V7TZ-BZPRBUV-EUN4B2U-3OGR7VN-LLN66WD-4AZTWFW-5TV5CEJ-TTWXGQ9", "'9' is neither")]
    [InlineData("HO6V7TZ-BZPRBUV-EUN4B2U-3OGR7VN-LLN66WD-4AZTWFW-5TV5CEJ", "49 characters")]
    [InlineData("ünïcode-BZPRBUV-EUN4B2U-3OGR7VN-LLN66WD-4AZTWFW-5TV5CEJ-TTWXGQ7", "is neither")]
    public void SaysWhatIsWrong(string written, string problem)
    {
        SyncException error = Assert.Throws<SyncException>(() => DeviceId.Parse(written));
        Assert.Equal(SyncError.DeviceIdInvalid, error.Error);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.False(DeviceId.TryParse(written, out _));
    }

    [Fact]
    public void EverySingleSlipIsFound()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        string plain = One.Replace("-", "", StringComparison.Ordinal);
        for (int i = 0; i < plain.Length; i++)
        {
            foreach (char letter in Alphabet.Where(letter => letter != plain[i]))
            {
                string slip = $"{plain[..i]}{letter}{plain[(i + 1)..]}";
                Assert.False(DeviceId.TryParse(slip, out _), slip);
            }
        }
    }

    [Fact]
    public void AnEndlessTextIsShownShort() => Assert.InRange(Assert.Throws<SyncException>(() => DeviceId.Parse(new string('A', 100_000))).Message.Length, 1, 300);
}
