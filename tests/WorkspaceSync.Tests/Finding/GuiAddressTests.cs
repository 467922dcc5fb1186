namespace WorkspaceSync.Tests;

/// <summary>GUI addresses as they are written, and config.xml as it is read.</summary>
public sealed class GuiAddressTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("config-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("127.0.0.1:8384", false, "http://127.0.0.1:8384/", null)]
    [InlineData(":8384", false, "http://127.0.0.1:8384/", null)]
    [InlineData("0.0.0.0:8384", true, "https://127.0.0.1:8384/", null)]
    [InlineData("[::]:8384", false, "http://[::1]:8384/", null)]
    [InlineData("[::1]:8384", false, "http://[::1]:8384/", null)]
    [InlineData("gpu.lan:80", false, "http://gpu.lan/", null)]
    [InlineData("http://127.0.0.1:1", false, "http://127.0.0.1:1/", null)]
    [InlineData("https://127.0.0.1:1/", true, "https://127.0.0.1:1/", null)]
    [InlineData("/run/st.sock", false, "http://127.0.0.1/", "/run/st.sock")]
    [InlineData("unix:///run/st.sock", false, "http://127.0.0.1/", "/run/st.sock")]
    [InlineData("unixs:///run/st.sock", true, "https://127.0.0.1/", "/run/st.sock")]
    public void IsUnderstood(string text, bool isTls, string uri, string? socket)
    {
        GuiAddress address = GuiAddress.Parse(text, isTls, "test");
        Assert.Equal((uri, socket), (address.Uri.AbsoluteUri, address.UnixSocket));
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:http")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:65536")]
    public void OrRefused(string text) => Assert.Equal(SyncError.HomeUnreadable, Assert.Throws<SyncException>(() => GuiAddress.Parse(text, false, "test")).Error);

    [Fact]
    public void WhatStandsInDefaultsIsNotTaken()
    {
        ConfigXml config = Read(
            """
            <configuration>
              <defaults><folder id="" path="~"><minDiskFree /></folder><device id=""><address>dynamic</address></device><gui><address>wrong:1</address><apikey>wrong</apikey></gui></defaults>
              <folder id="nt" label="L" path="/nt"><device id="X" /></folder>
              <device id="X"><address>tcp://wrong</address></device>
              <gui enabled="true" tls="true"><address> 127.0.0.1:8384 </address><apikey>key</apikey></gui>
            </configuration>
            """);
        Assert.Equal(("127.0.0.1:8384", true, "key"), (config.Address, config.IsTls, config.ApiKey));
        ConfigXml.Folder folder = Assert.Single(config.Folders);
        Assert.Equal(("nt", "L", "/nt"), (folder.Id, folder.Label, folder.Path));
    }

    [Theory]
    [InlineData("<configuration />", "no <gui>")]
    [InlineData("<configuration><gui enabled=\"false\"><address>a:1</address><apikey>k</apikey></gui></configuration>", "turned off")]
    [InlineData("<configuration><gui><address>a:1</address></gui></configuration>", "no API key")]
    [InlineData("<configuration><gui><apikey>k</apikey></gui></configuration>", "no GUI address")]
    [InlineData("<configuration><gui>", "no valid XML")]
    [InlineData("", "no valid XML")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><configuration>&e;</configuration>", "no valid XML")]
    public void WhatCannotBeUsedSaysWhy(string text, string why)
    {
        SyncException error = Assert.Throws<SyncException>(() => Read(text));
        Assert.Equal(SyncError.HomeUnreadable, error.Error);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoFileIsNoHome() =>
        Assert.Equal(SyncError.HomeNotFound, Assert.Throws<SyncException>(() => ConfigXml.Read(Path.Join(_directory, "gone", "config.xml"))).Error);

    private ConfigXml Read(string text)
    {
        string file = Path.Join(_directory, "config.xml");
        File.WriteAllText(file, text);
        return ConfigXml.Read(file);
    }
}
