namespace WorkspaceSync;

/// <summary>How many files changed when: by this machine, and fetched from others.</summary>
internal static class ChangeChart
{
    private const double Width = 480, Height = 150, Left = 56, Right = 8, Top = 10, Bottom = 24;
    private const int Bars = 24;

    public static Markup Of(IReadOnlyList<SyncChange> changes, DateTimeOffset now)
    {
        DateTimeOffset first = changes.Min(change => change.Time);
        TimeSpan span = TimeSpan.FromTicks(Math.Max((now - first).Ticks, TimeSpan.FromMinutes(1).Ticks));
        int[] here = new int[Bars], others = new int[Bars];
        foreach (SyncChange change in changes)
        {
            int bar = Math.Clamp((int)((change.Time - (now - span)) / span * Bars), 0, Bars - 1);
            (change.IsLocal ? here : others)[bar]++;
        }

        int most = Enumerable.Range(0, Bars).Max(bar => here[bar] + others[bar]);
        double step = (Width - Left - Right) / Bars, unit = (Height - Top - Bottom) / Math.Max(most, 1);
        Markup bars = Markup.Join(Enumerable.Range(0, Bars).Select(bar => Markup.Of(
            $"{Bar(bar, 0, here[bar], "fa")}{Bar(bar, here[bar], others[bar], "fb")}")));
        string label = $"{changes.Count(change => change.IsLocal)} files changed here, {changes.Count(change => !change.IsLocal)} fetched";
        return Markup.Of($"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{label}"><title>{label}</title>
            <line class="axis" x1="{Left}" x2="{Width - Right}" y1="{Height - Bottom}" y2="{Height - Bottom}"/><text x="{Left - 6}" y="{Top + 8}" text-anchor="end">{most}</text><text x="{Left - 6}" y="{Height - Bottom}" text-anchor="end">0</text>{bars}
            <text x="{Left}" y="{Height - 6}">{ClockTime.Of(now - span)}</text><text x="{Width - Right}" y="{Height - 6}" text-anchor="end">{ClockTime.Of(now)}</text></svg>
            """);

        Markup Bar(int bar, int below, int count, string colour) => count == 0 ? Markup.Empty : Markup.Of(
            $"<rect class=\"{colour}\" x=\"{Left + (bar * step) + 1}\" width=\"{step - 2}\" y=\"{Height - Bottom - ((below + count) * unit)}\" height=\"{count * unit}\"/>");
    }
}
