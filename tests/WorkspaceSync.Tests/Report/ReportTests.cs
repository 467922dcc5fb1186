using System.Text.RegularExpressions;

namespace WorkspaceSync.Tests;

/// <summary>A report is one page that says how both machines are, whatever names they have on them.</summary>
[Collection(WorkspaceTests.Name)]
[Trait("Process", WorkspaceTests.Name)]
public sealed class ReportTests(WorkspacePairs pairs)
{
    private const string Evil = "<img src=x onerror=alert(1)>&\"'.txt";

    [Theory]
    [EveryProgram]
    public async Task ThePageShowsBothMachinesInABrowser(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string name = pair.Create();
        FileTree.Write(pair.PathHere(name), Evil, "evil");
        FileTree.Write(pair.PathHere(name), "a.sync-conflict-20260101-120000-ABCDEFG.txt", "copy");
        FileTree.Write(pair.PathThere(name), "fetched.csv", "1");
        pair.Sync(name);
        string page = Path.Join(pair.Root, "report.html");
        FileInfo written = pair.RunIn(pair.PathHere(name), "Export-SyncReport $page", ("page", page)).One<FileInfo>();
        pair.Run("Export-SyncReport $page", ("page", page)).Error(SyncError.FileUnwritable);
        string text = File.ReadAllText(written.FullName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(page));

        // Nothing to load, nothing to run, nothing secret.
        Assert.DoesNotMatch(new Regex("(src|href)\\s*=|url\\(|@import|<script|<img|<iframe", RegexOptions.IgnoreCase), Regex.Replace(text, "<code>.*?</code>", ""));
        foreach (SyncNode node in new[] { pair.Here, pair.There })
        {
            Assert.DoesNotContain(ConfigXml.Read(Path.Join(node.ConfigPath, "config.xml")).ApiKey, text, StringComparison.Ordinal);
            Assert.Contains(node.Name, text, StringComparison.Ordinal);
        }

        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", text, StringComparison.Ordinal);
        Assert.Contains("fetched.csv", text, StringComparison.Ordinal);
        Assert.Contains("in sync, 1 conflict", text, StringComparison.Ordinal);
        await LookAsync(page, pair.Root, name);
        pair.Remove(name);
    }

    [Theory]
    [EveryProgram]
    public async Task AMachineThatIsAwayIsShownAsSuch(string program)
    {
        WorkspacePair pair = await pairs.GetAsync(program);
        string page = Path.Join(pair.Root, "away.html");
        pair.Run("Export-SyncReport $page -HostName nosuch.invalid -NoCheck", ("page", page)).AssertNoErrors();
        string text = File.ReadAllText(page);
        Assert.Contains("nosuch.invalid could not be asked", text, StringComparison.Ordinal);
        pair.Run("Export-SyncReport $page -Force -WhatIf; Export-SyncReport $page -Force -NoCheck", ("page", page)).AssertNoErrors();
        Assert.NotEqual(text, File.ReadAllText(page));
        pair.Run("Export-SyncReport $root/no/such/folder.html -NoCheck").Error(SyncError.FileUnwritable);
    }

    // What the browser makes of it: the sections, the charts, and pictures that are not blank and differ as they should.
    private static async Task LookAsync(string page, string folder, string name)
    {
        if (Browser.Program is null)
        {
            Console.Error.WriteLine("THERE IS NO CHROMIUM HERE: THE REPORT WAS NOT LOOKED AT IN A BROWSER (apt-get install chromium).");
            return;
        }

        string profile = Path.Join(folder, "browser");
        string seen = await Browser.DumpAsync(page, profile);
        Assert.Contains($"<h1>{name}</h1>", seen, StringComparison.Ordinal);
        Assert.Equal(["Machines", "Shares", "History", "Conflicts", "Link", "Doctor"], Regex.Matches(seen, "<h2>(.*?)</h2>").Select(match => match.Groups[1].Value));
        Assert.Equal(2, Regex.Count(seen, "<svg "));
        Assert.Contains("class=\"curve a\"", seen, StringComparison.Ordinal);
        Assert.Contains("class=\"fb\"", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", Regex.Replace(seen, "<code>.*?</code>", ""), StringComparison.Ordinal);

        string blank = Path.Join(folder, "blank.html");
        await File.WriteAllTextAsync(blank, "<!DOCTYPE html><body></body>");
        long nothing = await Browser.PictureAsync(blank, profile, Path.Join(folder, "blank.png"), 1100, isDark: false);
        long light = await Browser.PictureAsync(page, profile, Path.Join(folder, "light.png"), 1100, isDark: false);
        long dark = await Browser.PictureAsync(page, profile, Path.Join(folder, "dark.png"), 390, isDark: true);
        Assert.True(light > nothing * 5, $"The picture has {light} bytes, a blank one {nothing}.");
        Assert.True(dark > nothing * 2, $"The narrow picture has {dark} bytes, a blank one {nothing}.");
    }
}
