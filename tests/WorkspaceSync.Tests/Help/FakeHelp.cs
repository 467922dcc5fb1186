using WorkspaceSync.Tools;

namespace WorkspaceSync.Tests;

/// <summary>A folder with the page of Get-SyncFake, which is right until a test changes it.</summary>
internal sealed class FakeHelp : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("workspacesync-help-");

    public FakeHelp()
    {
        Folder = new(_root.FullName);
        Folder.Write(Catalogue, onlyMissing: true, TextWriter.Null);
        Change(page =>
        {
            string[] lines = page.Split('\n');
            for (int at = 0; at < lines.Length; at++)
            {
                lines[at] = lines[at].StartsWith('#') ? lines[at].Replace(PageText.Missing, "does it", StringComparison.Ordinal)
                    : at > 0 && lines[at - 1] == "```powershell" ? "Get-SyncFake nt -Mode Open"
                    : lines[at].Replace(PageText.Missing, "Prose.", StringComparison.Ordinal);
            }

            return string.Join('\n', lines);
        });
    }

    public CmdletCatalogue Catalogue { get; } = new([typeof(GetSyncFakeCommand)]);

    public HelpFolder Folder { get; }

    public string Page => Path.Join(_root.FullName, "module", "help", "Get-SyncFake.md");

    public string About => Path.Join(_root.FullName, "module", "help", "about_Fake.md");

    public string Output => Path.Join(_root.FullName, "out");

    public void Change(Func<string, string> change) => File.WriteAllText(Page, change(File.ReadAllText(Page)));

    /// <summary>Replaces a piece of the page, which has to be there.</summary>
    public void Change(string old, string now) => Change(page =>
    {
        Assert.Contains(old, page, StringComparison.Ordinal);
        return page.Replace(old, now, StringComparison.Ordinal);
    });

    public IReadOnlyList<Fault> Check() => Folder.Check(Catalogue, Folder.ReadPages());

    public void Dispose()
    {
        Catalogue.Dispose();
        _root.Delete(recursive: true);
    }
}
