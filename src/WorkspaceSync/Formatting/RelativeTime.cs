using System.Globalization;

namespace WorkspaceSync;

/// <summary>Instants as people speak of them, in views only: properties keep the instant.</summary>
public static class RelativeTime
{
    /// <summary>How long ago, in one unit; an em dash for never.</summary>
    public static string Ago(DateTimeOffset? at) => at is { } time ? Describe(DateTimeOffset.Now - time) : "—";

    /// <summary>For how long, in one unit; an em dash when it is not known.</summary>
    public static string Of(TimeSpan? span) => span is { } time ? Amount(time) : "—";

    private static string Describe(TimeSpan past) => past < TimeSpan.FromSeconds(1.5) ? "now" : $"{Amount(past)} ago";

    private static string Amount(TimeSpan time) => time switch
    {
        { TotalSeconds: < 90 } => Write(time.TotalSeconds, "s"),
        { TotalMinutes: < 90 } => Write(time.TotalMinutes, "min"),
        { TotalHours: < 36 } => Write(time.TotalHours, "h"),
        _ => Write(time.TotalDays, "d"),
    };

    private static string Write(double value, string unit) => string.Create(CultureInfo.CurrentCulture, $"{Math.Max(value, 0):0} {unit}");
}
