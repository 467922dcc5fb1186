using System.Text;

namespace WorkspaceSync.Tools;

/// <summary>An about_ page as Get-Help shows it: indented plain text under headings in capitals.</summary>
internal static class AboutText
{
    private const int Width = 80;

    public static string Write(IReadOnlyList<Section> sections)
    {
        StringBuilder text = new();
        foreach (Section section in sections)
        {
            Write(section, text, isTitle: true);
        }

        return text.ToString();
    }

    private static void Write(Section section, StringBuilder text, bool isTitle)
    {
        text.Append(isTitle ? section.Title : section.Title.ToUpperInvariant()).Append('\n');
        foreach (Paragraph paragraph in Prose.Read(section.Blocks, "    "))
        {
            text.AppendJoin('\n', paragraph.Wrap(Width)).Append("\n\n");
        }

        if (section.Blocks.Count == 0)
        {
            text.Append('\n');
        }

        foreach (Section part in section.Parts)
        {
            Write(part, text, isTitle: false);
        }
    }
}
