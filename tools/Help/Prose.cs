using System.Globalization;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace WorkspaceSync.Tools;

/// <summary>Markdown as the plain text of Get-Help.</summary>
internal static class Prose
{
    /// <summary>All of it in one line.</summary>
    public static string ToLine(IEnumerable<Block> blocks) => string.Join(' ', Read(blocks).Select(paragraph => paragraph.Text));

    /// <summary>Paragraph by paragraph; code keeps its lines.</summary>
    public static IEnumerable<Paragraph> Read(IEnumerable<Block> blocks, string indent = "") => blocks.SelectMany(block => ReadBlock(block, indent));

    /// <summary>The text of a fenced block.</summary>
    public static string Code(LeafBlock block) => block.Lines.ToString().TrimEnd();

    private static IEnumerable<Paragraph> ReadBlock(Block block, string indent) => block switch
    {
        CodeBlock code => [new(Code(code), indent + "    ", IsCode: true)],
        ListBlock list => list.OfType<ListItemBlock>().SelectMany((item, at) => ReadItem(list, item, at, indent)),
        ContainerBlock container => Read(container, indent),
        LeafBlock { Inline: { } inline } => [new(Flatten(inline), indent, IsCode: false)],
        _ => [],
    };

    private static IEnumerable<Paragraph> ReadItem(ListBlock list, ListItemBlock item, int at, string indent)
    {
        string bullet = list.IsOrdered ? (at + 1).ToString(CultureInfo.InvariantCulture) + ". " : "- ";
        foreach (Paragraph paragraph in Read(item, indent + "  "))
        {
            yield return bullet.Length == 0 ? paragraph : paragraph with { Text = bullet + paragraph.Text, Indent = indent };
            bullet = "";
        }
    }

    private static string Flatten(ContainerInline inlines)
    {
        StringBuilder text = new();
        foreach (Inline inline in inlines)
        {
            text.Append(inline switch
            {
                CodeInline code => code.Content,
                LineBreakInline => " ",
                AutolinkInline link => link.Url,
                LinkInline { Url: { } url } link when Uri.IsWellFormedUriString(url, UriKind.Absolute) => $"{Flatten(link)} ({url})",
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                HtmlInline html => html.Tag,
                ContainerInline container => Flatten(container),
                _ => inline.ToString(),
            });
        }

        return text.ToString();
    }
}
