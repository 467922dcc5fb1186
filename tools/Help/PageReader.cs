using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace WorkspaceSync.Tools;

/// <summary>Reads Markdown in platyPS's schema 2.0.0.</summary>
internal sealed class PageReader
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation().Build();
    private readonly string _file;
    private readonly string[] _lines;
    private readonly Block[] _blocks;

    private PageReader(string file, string text)
    {
        _file = file;
        _lines = text.Split('\n');
        _blocks = [.. Markdown.Parse(text, s_pipeline)];
    }

    public static HelpPage Read(string file, string text)
    {
        text = text.ReplaceLineEndings("\n");
        PageReader reader = new(file, text);
        Section[] top = [.. reader.Sections(0, reader._blocks.Length, level: 1)];
        return top is [Section cmdlet]
            ? new(file, text, reader.ReadFrontMatter(), cmdlet)
            : throw new FaultException(new(file, top.Length > 1 ? top[1].Line : 1, "a page has one heading '# Verb-Noun'"));
    }

    /// <summary>The sections of any Markdown, from its first-level headings down.</summary>
    public static IReadOnlyList<Section> ReadSections(string file, string text)
    {
        PageReader reader = new(file, text.ReplaceLineEndings("\n"));
        return [.. reader.Sections(0, reader._blocks.Length, level: 1)];
    }

    private IEnumerable<Section> Sections(int from, int to, int level)
    {
        for (int at = Next(from, to, level); at < to; at = Next(at + 1, to, level))
        {
            HeadingBlock heading = (HeadingBlock)_blocks[at];
            int end = Next(at + 1, to, level);
            int firstPart = Next(at + 1, end, 6);
            yield return new(
                string.Concat(heading.Inline?.Descendants<LiteralInline>().Select(literal => literal.ToString()) ?? []),
                heading.Line + 1,
                Source(heading.Line + 1, end),
                Source(heading.Line + 1, firstPart),
                _blocks[(at + 1)..firstPart],
                [.. Sections(at + 1, end, level + 1)]);
        }
    }

    /// <summary>The next heading of that level or above, or the end.</summary>
    private int Next(int from, int to, int level)
    {
        while (from < to && !(_blocks[from] is HeadingBlock heading && heading.Level <= level))
        {
            from++;
        }

        return from;
    }

    private string Source(int fromLine, int toBlock)
    {
        int toLine = toBlock < _blocks.Length ? _blocks[toBlock].Line : _lines.Length;
        return string.Join('\n', _lines[fromLine..toLine]).Trim('\n', ' ');
    }

    private Dictionary<string, string> ReadFrontMatter()
    {
        if (_blocks is not [YamlFrontMatterBlock block, ..])
        {
            return [];
        }

        try
        {
            return new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>?>(block.Lines.ToString()) ?? [];
        }
        catch (YamlException e)
        {
            throw new FaultException(new(_file, (int)e.Start.Line + 1, e.Message));
        }
    }
}
