namespace WorkspaceSync;

/// <summary>A table that becomes one block a row where the page is narrow.</summary>
internal static class ReportTable
{
    public static Markup Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<Markup>> rows) => Markup.Of($"""
        <div class="card"><table><thead><tr>{Markup.Join(columns.Select(column => Markup.Of($"<th scope=\"col\">{column}</th>")))}</tr></thead><tbody>
        {Markup.Join(rows.Select(row => Markup.Of($"<tr>{Markup.Join(row.Select((cell, index) => Markup.Of($"<td data-label=\"{columns[index]}\">{cell}</td>")))}</tr>\n")))}</tbody></table></div>

        """);

    /// <summary>A cell of text.</summary>
    public static Markup Cell(string? text) => Markup.Of($"{text}");

    /// <summary>A cell of text in the colour of a state.</summary>
    public static Markup Cell(string text, string state) => Markup.Of($"<span class=\"{state}\">{text}</span>");
}
