using System.Text;

namespace WorkspaceSync.Tools;

/// <summary>The table of cmdlets in README.md, made from the pages.</summary>
internal sealed class CmdletTable(IReadOnlyList<HelpPage> pages)
{
    private const string Begin = "<!-- cmdlets -->";
    private const string End = "<!-- /cmdlets -->";

    public string Text { get; } = pages.Aggregate(
        new StringBuilder("| cmdlet | what it does |\n| --- | --- |\n"),
        (text, page) => text.Append($"| [{page.Name}](module/help/{page.Name}.md) | {page.Synopsis.Replace("|", "\\|", StringComparison.Ordinal)} |\n"),
        text => text.ToString());

    /// <summary>Writes the table between its markers.</summary>
    public IReadOnlyList<Fault> Write(string readme)
    {
        Fault[] faults = Compare(readme, out string text, out string wanted);
        if (faults.Length == 0 && text != wanted)
        {
            File.WriteAllText(readme, wanted);
        }

        return faults;
    }

    /// <summary>Says whether the table between the markers is this one.</summary>
    public IReadOnlyList<Fault> Check(string readme)
    {
        Fault[] faults = Compare(readme, out string text, out string wanted);
        return faults.Length > 0 || text == wanted ? faults
            : [new(readme, LineOf(text, Begin), "the table of cmdlets is out of date: run 'dotnet run --project tools/Help table'")];
    }

    private static int LineOf(string text, string marker) =>
        text[..text.IndexOf(marker, StringComparison.Ordinal)].Count(character => character == '\n') + 1;

    private Fault[] Compare(string readme, out string text, out string wanted)
    {
        text = wanted = File.Exists(readme) ? File.ReadAllText(readme) : "";
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            return [new(readme, 1, $"the table of cmdlets goes between {Begin} and {End}, which are not there")];
        }

        wanted = $"{text[..(begin + Begin.Length)]}\n{Text}{text[end..]}";
        return [];
    }
}
