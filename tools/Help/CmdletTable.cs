using System.Text;

namespace WorkspaceSync.Tools;

/// <summary>The table of cmdlets in README.md, made from the pages.</summary>
internal static class CmdletTable
{
    public static MarkedText Of(IReadOnlyList<HelpPage> pages) => new("cmdlets", pages.Aggregate(
        new StringBuilder("| cmdlet | what it does |\n| --- | --- |\n"),
        (text, page) => text.Append($"| [{page.Name}](module/help/{page.Name}.md) | {page.Synopsis.Replace("|", "\\|", StringComparison.Ordinal)} |\n"),
        text => text.ToString()));
}
