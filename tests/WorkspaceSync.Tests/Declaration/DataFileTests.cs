using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>A configuration file is data: it reads back as it was written, and nothing in it is ever run.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsdf-");

    private string FilePath => Path.Join(_folder.FullName, "sync.psd1");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ItReadsBackAsItWasWritten()
    {
        JObject table = JObject.Parse("""{"A":"it's ‘quoted’ $x `n $(calc) \" ü","B":[{"C":-1,"D":true,"E":[]},{"F.g":"two\nlines","H":{}}],"I":["one"],"J":1.5,"K":false}""");
        File.WriteAllText(FilePath, DataFile.Write(table, "a header"));
        Assert.Equal(table.ToString(), Sorted(DataFile.Read(FilePath), table).ToString());
    }

    [Theory]
    [InlineData("@{ A = $(Set-Content MARK x) }")]
    [InlineData("@{ A = (Set-Content MARK x) }")]
    [InlineData("@{ A = \"$(Set-Content MARK x)\" }")]
    [InlineData("@{ A = [IO.File]::WriteAllText('MARK', 'x') }")]
    [InlineData("@{ A = $env:HOME }")]
    [InlineData("@{ A = { Set-Content MARK x } }")]
    [InlineData("Set-Content MARK x; @{ A = 1 }")]
    [InlineData("@{ A = 1 } | Set-Content MARK")]
    [InlineData("@{ A = 1 } > MARK")]
    [InlineData("param($x = (Set-Content MARK x)) @{ A = 1 }")]
    [InlineData("begin { Set-Content MARK x } end { @{ A = 1 } }")]
    [InlineData("@{ A = ")]
    [InlineData("")]
    public void WhatIsNotDataIsRefusedAndNeverRun(string text)
    {
        string mark = Path.Join(_folder.FullName, "mark");
        File.WriteAllText(FilePath, text.Replace("MARK", mark, StringComparison.Ordinal));
        SyncException error = Assert.Throws<SyncException>(() => DataFile.Read(FilePath));
        Assert.Equal(SyncError.ConfigurationInvalid, error.Error);
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }

    [Theory]
    [InlineData("""{"Share":[]}""", "Share")]
    [InlineData("""{"FormatVersion":2}""", "format 2")]
    [InlineData("""{"Shares":[{"Id":"a","Path":"/a","Typ":"SendOnly"}]}""", "Typ")]
    [InlineData("""{"Shares":[{"Id":"a","Path":"/a","Type":"Bogus"}]}""", "Bogus")]
    [InlineData("""{"Shares":[{"Id":"a","Path":"/a"},{"Id":"A","Path":"/b"}]}""", "twice")]
    [InlineData("""{"Shares":[{"Id":"a"}]}""", "Path")]
    [InlineData("""{"Shares":["a"]}""", "no table")]
    [InlineData("""{"Shares":[{"Id":"a","Path":"/a","MaxConflicts":"many"}]}""", "MaxConflicts")]
    [InlineData("""{"Shares":[{"Id":"a","Path":"/a","RescanInterval":"soon"}]}""", "RescanInterval")]
    [InlineData("""{"Shares":[{"Id":"a","Path":"/a","Versioning":"External","VersioningParameter":{"command":"rm"}}]}""", "External")]
    [InlineData("""{"Shares":[{"Id":"a","Path":"/a","VersioningParameter":{"keep":"5"}}]}""", "VersioningParameter")]
    [InlineData("""{"Workspaces":[{"Name":"w","HostName":"h","Path":"/a","RemotePath":"/b"}]}""", "no Shares")]
    public void AMistakeIsNamed(string json, string named)
    {
        SyncException error = Assert.Throws<SyncException>(() => WorkspaceSync.Declaration.Parse(JObject.Parse(json), "sync.psd1"));
        Assert.Equal(SyncError.ConfigurationInvalid, error.Error);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    // A hashtable has no order.
    private static JToken Sorted(JToken value, JToken like) => (value, like) switch
    {
        (JObject table, JObject model) => new JObject(model.Properties().Select(one => new JProperty(one.Name, Sorted(table[one.Name]!, one.Value)))),
        (JArray list, JArray model) => new JArray(list.Zip(model, Sorted)),
        _ => value,
    };
}
