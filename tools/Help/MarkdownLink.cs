using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace WorkspaceSync.Tools;

/// <summary>A link under RELATED LINKS: to another page, or to the web.</summary>
internal sealed record MarkdownLink(string Text, string Address)
{
    public bool IsPage => !Uri.IsWellFormedUriString(Address, UriKind.Absolute);

    public static IEnumerable<MarkdownLink> Of(Section? section) => (section?.AllBlocks ?? [])
        .SelectMany(block => block is ContainerBlock container ? container.Descendants<LeafBlock>() : [(LeafBlock)block])
        .SelectMany(block => block.Inline?.Descendants<LinkInline>() ?? [])
        .Select(link => new MarkdownLink(string.Concat(link.Descendants<LiteralInline>().Select(text => text.ToString())), link.Url ?? ""));
}
