using System.Globalization;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>The figures as an aligned table: medians, with the least and the most.</summary>
internal static class FigureTable
{
    public static string Write(IReadOnlyList<Figure> figures)
    {
        string[][] rows =
        [
            ["figure", "unit", "ours", "alternative", "takes", "ratio", "difference", "promised", ""],
            .. figures.Select(Row),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (string[] row in rows)
        {
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return text.ToString();
    }

    private static string[] Row(Figure figure) =>
    [
        figure.Name,
        figure.Unit,
        figure.Ours.ToString(),
        figure.Alternative,
        figure.Theirs.ToString(),
        figure.Ratio.ToString("0.00", CultureInfo.InvariantCulture),
        figure.Difference.ToString("+0.0#;-0.0#;0", CultureInfo.InvariantCulture),
        figure.Bound?.Text ?? "",
        figure.Bound is null ? "" : figure.Bound.Holds(figure) ? "holds" : "MISSED",
    ];
}
