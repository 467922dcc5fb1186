namespace WorkspaceSync.Tools;

/// <summary>A paragraph of plain text, or a block of code with its line breaks.</summary>
internal sealed record Paragraph(string Text, string Indent, bool IsCode)
{
    /// <summary>Lines of at most that many characters, each with the indent.</summary>
    public IEnumerable<string> Wrap(int width)
    {
        if (IsCode)
        {
            return Text.Split('\n').Select(line => (Indent + line).TrimEnd());
        }

        List<string> lines = [];
        string current = Indent;
        foreach (string word in Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (current.Length > Indent.Length && current.Length + 1 + word.Length > width)
            {
                lines.Add(current);
                current = Indent;
            }

            current += current.Length > Indent.Length ? " " + word : word;
        }

        return [.. lines, current];
    }
}
