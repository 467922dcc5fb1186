namespace WorkspaceSync.Tools;

/// <summary>A page of module/help, as read.</summary>
internal sealed record HelpPage(string File, string Text, IReadOnlyDictionary<string, string> FrontMatter, Section Cmdlet)
{
    /// <summary>The sections of platyPS's schema, in its order.</summary>
    public static IReadOnlyList<string> SectionTitles { get; } =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    public string Name => Cmdlet.Title;

    public string Synopsis => Prose.ToLine(this["SYNOPSIS"]?.Blocks ?? []);

    public IReadOnlyList<Section> Examples => this["EXAMPLES"]?.Parts ?? [];

    public Section? this[string title] => Cmdlet.Part(title);

    /// <summary>What the page says about a parameter, without the block of facts.</summary>
    public Section? Parameter(string name) => this["PARAMETERS"]?.Part("-" + name);
}
