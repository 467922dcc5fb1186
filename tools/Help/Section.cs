using Markdig.Syntax;

namespace WorkspaceSync.Tools;

/// <summary>A heading and what stands under it.</summary>
/// <param name="Title">The heading's text.</param>
/// <param name="Line">Its line in the file, counted from 1.</param>
/// <param name="Raw">The Markdown up to the next heading of the same or a higher level, trimmed.</param>
/// <param name="Text">The Markdown up to the next heading of whatever level, trimmed.</param>
/// <param name="Blocks">The same, parsed.</param>
/// <param name="Parts">The headings one level below.</param>
internal sealed record Section(
    string Title, int Line, string Raw, string Text, IReadOnlyList<Block> Blocks, IReadOnlyList<Section> Parts)
{
    /// <summary>The blocks of the section and of its parts, without the parts' headings.</summary>
    public IEnumerable<Block> AllBlocks => Blocks.Concat(Parts.SelectMany(part => part.AllBlocks));

    /// <summary>The part with that heading.</summary>
    public Section? Part(string title) => Parts.FirstOrDefault(part => part.Title.Equals(title, StringComparison.OrdinalIgnoreCase));
}
