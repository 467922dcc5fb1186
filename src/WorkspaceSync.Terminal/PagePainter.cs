using Spectre.Console;
using Spectre.Console.Rendering;

namespace WorkspaceSync;

/// <summary>Draws pages with Spectre.Console, into lines: what becomes of them is the caller's affair.</summary>
internal sealed class PagePainter : ILivePainter
{
    // Two machines beside each other need so much each to be read.
    private const int NarrowestSide = 58;

    public IReadOnlyList<string> Paint(LivePage page, int width, int height, bool isColoured)
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isColoured ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isColoured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        (console.Profile.Width, console.Profile.Height) = (Math.Max(width, 20), Math.Max(height, 3));
        console.Profile.Capabilities.Unicode = true;
        console.Write(new Rows(Parts(page, Math.Max(width, 20))));
        List<string> lines = [.. text.ToString().Split('\n').Select(line => line.TrimEnd('\r'))];
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        // The keys stay on the screen, whatever has no room.
        string keys = page.Keys.Length > width ? page.Keys[..width] : page.Keys;
        return [.. lines.Take(Math.Max(height - 1, 1)), .. height > 1 ? new[] { keys } : []];
    }

    private static IEnumerable<IRenderable> Parts(LivePage page, int width)
    {
        yield return Line(page.Title);
        bool isBeside = page.Sides.Count > 1 && width >= NarrowestSide * page.Sides.Count;
        if (isBeside)
        {
            Grid grid = new() { Expand = true };
            foreach (LivePanel _ in page.Sides)
            {
                grid.AddColumn(new GridColumn { Width = (width / page.Sides.Count) - 1, Padding = new Padding(0, 0, 1, 0) });
            }

            grid.AddRow([.. page.Sides.Select(panel => Draw(panel, (width / page.Sides.Count) - 1))]);
            yield return grid;
        }

        foreach (LivePanel panel in isBeside ? page.Panels : [.. page.Sides, .. page.Panels])
        {
            yield return Draw(panel, width);
        }
    }

    private static Panel Draw(LivePanel panel, int width) => new(new Rows([.. panel.Lines.Select(Line), .. panel.Tables.Where(table => table.Rows.Count > 0).Select(table => Draw(table, width - 4))]))
    {
        Header = new PanelHeader(Markup.Escape(panel.Heading)),
        Border = BoxBorder.Rounded,
        BorderStyle = new Style(decoration: Decoration.Dim),
        Expand = true,
        Padding = new Padding(1, 0),
    };

    private static Table Draw(LiveTable table, int width)
    {
        int[] widths = [.. table.Columns.Select((column, index) => table.Rows.Select(row => Cells(row[index])).Append(column.Name.Length).Max())];
        int shown = table.Columns.Count;
        // The first column gives way, down to something that can still be told apart; then those on the right go.
        while (shown > 1 && Math.Min(widths[0], 12) + widths[1..shown].Sum() + (2 * (shown - 1)) > width)
        {
            shown--;
        }

        Table drawn = new() { Border = TableBorder.None, ShowHeaders = table.Columns.Any(column => column.Name.Length > 0), Expand = false };
        for (int i = 0; i < shown; i++)
        {
            int most = i > 0 ? widths[i] : Math.Min(widths[0], Math.Max(width - widths[1..shown].Sum() - (2 * (shown - 1)), 1));
            drawn.AddColumn(new TableColumn(new Text(table.Columns[i].Name, new Style(decoration: Decoration.Dim)))
            {
                NoWrap = true,
                Alignment = table.Columns[i].IsRight ? Justify.Right : Justify.Left,
                Padding = new Padding(0, 0, i == shown - 1 ? 0 : 2, 0),
                Width = most,
            });
        }

        foreach ((IReadOnlyList<LiveCell> row, int index) in table.Rows.Select((row, index) => (row, index)))
        {
            drawn.AddRow(row.Take(shown).Select(cell => Cell(cell, index == table.Selected)));
        }

        return drawn;
    }

    private static int Cells(LiveCell cell) => cell.Text.Length + (cell.Fraction is null ? 0 : BarWidth + 1);

    private const int BarWidth = 12;

    private static Text Cell(LiveCell cell, bool isSelected) => new(
        cell.Fraction is { } fraction ? $"{Bar(fraction)} {cell.Text}" : cell.Text,
        new Style(ColourOf(cell.Tone), decoration: isSelected ? Decoration.Invert : DecorationOf(cell.Tone)))
    {
        Overflow = Overflow.Ellipsis,
    };

    private static Text Line(LiveCell cell) => new(cell.Text, new Style(ColourOf(cell.Tone), decoration: DecorationOf(cell.Tone))) { Overflow = Overflow.Ellipsis };

    private static string Bar(double fraction)
    {
        int done = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarWidth);
        return new string('━', done) + new string('·', BarWidth - done);
    }

    private static Color? ColourOf(LiveTone tone) => tone switch
    {
        LiveTone.Good => Color.Green,
        LiveTone.Busy => Color.Yellow,
        LiveTone.Bad => Color.Red,
        _ => null,
    };

    private static Decoration? DecorationOf(LiveTone tone) => tone == LiveTone.Faint ? Decoration.Dim : null;
}
