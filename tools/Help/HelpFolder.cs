using System.Management.Automation;

namespace WorkspaceSync.Tools;

/// <summary>The help in the source tree: its pages, and what is made of them.</summary>
internal sealed class HelpFolder(string root)
{
    private readonly string _pages = Path.Join(root, "module", "help");

    public string Readme { get; } = Path.Join(root, "README.md");

    public string About { get; } = Path.Join(root, "module", "about_WorkspaceSync.md");

    /// <summary>What is made in files that people write, and where.</summary>
    public IReadOnlyList<(string File, MarkedText Text)> Lists() => [(Readme, CmdletTable.Of(ReadPages())), (About, ErrorList.Make())];

    /// <summary>The cmdlets' pages, by name.</summary>
    public IReadOnlyList<HelpPage> ReadPages() =>
    [
        .. Find(_pages, "*.md").Where(file => !IsAbout(file)).Select(file => PageReader.Read(file, File.ReadAllText(file))),
    ];

    /// <summary>Checks everything, and when nothing is wrong writes what Get-Help reads.</summary>
    public IReadOnlyList<Fault> Build(CmdletCatalogue catalogue, string output)
    {
        IReadOnlyList<HelpPage> pages = ReadPages();
        List<Fault> faults = Check(catalogue, pages);
        if (faults.Count > 0)
        {
            return faults;
        }

        Directory.CreateDirectory(output);
        foreach (string file in Find(_pages, "about_*.md").Concat(Find(Path.Join(root, "module"), "about_*.md")))
        {
            string about = Path.Join(output, Path.GetFileNameWithoutExtension(file) + ".help.txt");
            File.WriteAllText(about, AboutText.Write(PageReader.ReadSections(file, File.ReadAllText(file))));
        }

        MamlFile.Write(catalogue, pages, Path.Join(output, "WorkspaceSync.dll-Help.xml")); // last: the build takes its time for all
        return faults;
    }

    /// <summary>What is wrong with the pages.</summary>
    public List<Fault> Check(CmdletCatalogue catalogue, IReadOnlyList<HelpPage> pages)
    {
        List<Fault> faults = [];
        foreach (HelpPage page in pages)
        {
            CmdletInfo? cmdlet = catalogue.Cmdlets.FirstOrDefault(candidate => candidate.Name == page.Name);
            faults.AddRange(cmdlet is null
                ? [new(page.File, page.Cmdlet.Line, $"there is no cmdlet '{page.Name}'")]
                : new PageChecks(catalogue, cmdlet, page).Run());
        }

        faults.AddRange(catalogue.Cmdlets.Where(cmdlet => pages.All(page => page.Name != cmdlet.Name))
            .Select(cmdlet => new Fault(FileOf(cmdlet), 1, $"{cmdlet.Name} has no page: run 'dotnet run --project tools/Help new' and fill it in")));
        return faults;
    }

    /// <summary>Writes the pages that are missing, or all as the cmdlets now are, and says which.</summary>
    public void Write(CmdletCatalogue catalogue, bool onlyMissing, TextWriter log)
    {
        Directory.CreateDirectory(_pages);
        foreach (CmdletInfo cmdlet in catalogue.Cmdlets)
        {
            string file = FileOf(cmdlet);
            string? before = File.Exists(file) ? File.ReadAllText(file) : null;
            if (before is not null && onlyMissing)
            {
                continue;
            }

            HelpPage? old = before is null ? null : PageReader.Read(file, before);
            foreach (Section gone in old?["PARAMETERS"]?.Parts.Where(part => PageChecks.IsGone(part, cmdlet)) ?? [])
            {
                log.WriteLine($"{file}({gone.Line}): {gone.Title} is gone, and so is what was written about it:\n{gone.Text}\n");
            }

            string after = PageText.Write(cmdlet, old);
            if (after != before)
            {
                File.WriteAllText(file, after);
                log.WriteLine(file);
            }
        }
    }

    private static bool IsAbout(string file) => Path.GetFileName(file).StartsWith("about_", StringComparison.Ordinal);

    private static IEnumerable<string> Find(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];

    private string FileOf(CmdletInfo cmdlet) => Path.Join(_pages, cmdlet.Name + ".md");
}
