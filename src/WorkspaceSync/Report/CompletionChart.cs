using System.Globalization;

namespace WorkspaceSync;

/// <summary>How complete a share was over time, a step line for each machine.</summary>
internal static class CompletionChart
{
    private const double Width = 480, Height = 150, Left = 56, Right = 8, Top = 10, Bottom = 24;

    private static readonly int[] s_grid = [0, 50, 100];

    public static Markup Of(string share, IReadOnlyList<ReportPoint> points, IReadOnlyList<string> machines, DateTimeOffset now)
    {
        DateTimeOffset first = points.Min(point => point.Time), start = now - first < TimeSpan.FromMinutes(1) ? now - TimeSpan.FromMinutes(1) : first;
        Markup[] lines = [.. machines.Take(2).Select((machine, index) => Line([.. points.Where(point => point.Machine == machine).OrderBy(point => point.Time)], index == 0 ? "a" : "b"))];
        Markup grid = Markup.Join(s_grid.Select(percent => Markup.Of(
            $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(percent)}\" y2=\"{Y(percent)}\"/><text x=\"{Left - 6}\" y=\"{Y(percent) + 4}\" text-anchor=\"end\">{percent} %</text>")));
        string label = $"{share}: {string.Join(", ", machines.Select(machine => $"{machine} {Last(points, machine)}"))}";
        return Markup.Of($"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{label}"><title>{label}</title>{grid}{Markup.Join(lines)}
            <text x="{Left}" y="{Height - 6}">{ClockTime.Of(start)}</text><text x="{Width - Right}" y="{Height - 6}" text-anchor="end">{ClockTime.Of(now)}</text></svg>
            """);

        Markup Line(IReadOnlyList<ReportPoint> own, string colour)
        {
            if (own.Count == 0)
            {
                return Markup.Empty;
            }

            // Until the next one was told it was as before; the two lines lie a little apart where they are equal.
            double apart = colour == "a" ? 0 : 2;
            List<string> path = [string.Create(CultureInfo.InvariantCulture, $"M{X(own[0].Time):0.#} {Y(own[0].Percent) + apart:0.#}")];
            path.AddRange(own.Skip(1).Select(point => string.Create(CultureInfo.InvariantCulture, $"H{X(point.Time):0.#}V{Y(point.Percent) + apart:0.#}")));
            path.Add(string.Create(CultureInfo.InvariantCulture, $"H{Width - Right:0.#}"));
            return Markup.Of($"<path class=\"curve {colour}\" d=\"{string.Concat(path)}\"/>");
        }

        double X(DateTimeOffset time) => Left + ((Width - Left - Right) * Math.Clamp((time - start) / (now - start), 0, 1));
    }

    /// <summary>What the colours mean.</summary>
    public static Markup Key(IEnumerable<string> names) => Markup.Of(
        $"<p class=\"key\">{Markup.Join(names.Take(2).Select((name, index) => Markup.Of($"<span><i class=\"{(index == 0 ? "a" : "b")}\"></i>{name}</span>")))}</p>");

    private static double Y(double percent) => Top + ((Height - Top - Bottom) * (1 - (percent / 100)));

    private static string Last(IReadOnlyList<ReportPoint> points, string machine) =>
        points.Where(point => point.Machine == machine).OrderBy(point => point.Time).Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Percent:0.#} %")).LastOrDefault() ?? "unknown";
}
