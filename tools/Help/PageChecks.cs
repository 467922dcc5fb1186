using System.Management.Automation;
using Markdig.Syntax;

namespace WorkspaceSync.Tools;

/// <summary>Holds a page against its cmdlet.</summary>
internal sealed class PageChecks(CmdletCatalogue catalogue, CmdletInfo cmdlet, HelpPage page)
{
    public const int LeastExamples = 2;


    private static readonly Dictionary<string, string> s_frontMatter = new()
    {
        ["external help file"] = "WorkspaceSync.dll-Help.xml",
        ["Module Name"] = "WorkspaceSync",
        ["schema"] = "2.0.0",
    };

    /// <summary>Whether a part of PARAMETERS describes a parameter that the cmdlet doesn't have.</summary>
    public static bool IsGone(Section part, CmdletInfo cmdlet) =>
        part.Title != "CommonParameters" && ParameterFacts.Described(cmdlet).All(parameter => part.Title != "-" + parameter.Name);

    public IEnumerable<Fault> Run()
    {
        Fault[] faults = [.. Whole(), .. Sections(), .. Parameters(), .. Examples()];
        bool isCurrent = PageText.Write(cmdlet, page) == page.Text;
        return faults.Length > 0 || isCurrent ? faults
            : [At(page["SYNTAX"], "the page is not as the cmdlet now is: run 'dotnet run --project tools/Help update'")];
    }

    private IEnumerable<Fault> Whole()
    {
        if (Path.GetFileNameWithoutExtension(page.File) != page.Name)
        {
            yield return At(page.Cmdlet, $"the page of {page.Name} has to be named {page.Name}.md");
        }

        foreach ((string key, string value) in s_frontMatter.Where(pair => page.FrontMatter.GetValueOrDefault(pair.Key) != pair.Value))
        {
            yield return new(page.File, 1, $"the front matter has to say '{key}: {value}'");
        }

        string[] lines = page.Text.Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            if (lines[at].Contains("{{ Fill", StringComparison.Ordinal))
            {
                yield return new(page.File, at + 1, "something is still to be filled in");
            }
        }
    }

    private IEnumerable<Fault> Sections()
    {
        foreach (Section unknown in page.Cmdlet.Parts.Where(part => !HelpPage.SectionTitles.Contains(part.Title)))
        {
            yield return At(unknown, $"'{unknown.Title}' is none of the sections: {string.Join(", ", HelpPage.SectionTitles)}");
        }

        foreach (string title in HelpPage.SectionTitles)
        {
            if (page[title] is not { } section)
            {
                yield return At(page.Cmdlet, $"there is no section {title}");
            }
            else if (title != "RELATED LINKS" && section.Raw.Length == 0)
            {
                yield return At(section, $"{title} says nothing");
            }
            else if (section.AllBlocks.OfType<ParagraphBlock>().Any(block => Prose.ToLine([block]).StartsWith('|')))
            {
                yield return At(section, "a table cannot be shown by Get-Help: make it a list");
            }
        }

        foreach (MarkdownLink link in MarkdownLink.Of(page["RELATED LINKS"]).Where(link => link.IsPage))
        {
            if (!File.Exists(Path.Join(Path.GetDirectoryName(page.File), link.Address)))
            {
                yield return At(page["RELATED LINKS"], $"there is no page '{link.Address}'");
            }
        }
    }

    private IEnumerable<Fault> Parameters()
    {
        foreach (ParameterMetadata parameter in ParameterFacts.Described(cmdlet))
        {
            if (page.Parameter(parameter.Name) is not { } part)
            {
                yield return At(page["PARAMETERS"], $"-{parameter.Name} is not described");
            }
            else if (!part.Blocks.Any(block => block is not FencedCodeBlock))
            {
                yield return At(part, $"-{parameter.Name} is not described");
            }
        }

        foreach (Section gone in page["PARAMETERS"]?.Parts.Where(part => IsGone(part, cmdlet)) ?? [])
        {
            yield return At(gone, $"{cmdlet.Name} has no parameter '{gone.Title}'");
        }
    }

    private IEnumerable<Fault> Examples()
    {
        if (page.Examples.Count < LeastExamples)
        {
            yield return At(page["EXAMPLES"], $"there are {page.Examples.Count} examples; at least {LeastExamples} are needed");
        }

        foreach (Section example in page.Examples)
        {
            if (!example.Title.StartsWith("Example ", StringComparison.Ordinal) || !example.Title.Contains(": ", StringComparison.Ordinal))
            {
                yield return At(example, "an example's heading is 'Example 1: what it does'");
            }

            FencedCodeBlock[] code = [.. ExampleChecks.CodeOf(example)];
            if (code.Length == 0)
            {
                yield return At(example, "the example has no ```powershell block");
            }

            foreach (Fault fault in code.SelectMany(block => ExampleChecks.Check(catalogue, page.File, block.Line + 2, Prose.Code(block))))
            {
                yield return fault;
            }
        }
    }

    private Fault At(Section? section, string message) => new(page.File, section?.Line ?? page.Cmdlet.Line, message);
}
