using System.Globalization;

namespace WorkspaceSync;

/// <summary>Instants as a clock and a calendar show them, as short as they can be told apart: in views and sentences only.</summary>
public static class ClockTime
{
    /// <summary>The time of today, the day and time of this year, else the date; an em dash for never.</summary>
    public static string Of(DateTimeOffset? at)
    {
        if (at is not { } instant)
        {
            return "—";
        }

        DateTime local = instant.LocalDateTime;
        DateTime today = DateTime.Today;
        string format = local.Date == today ? "HH:mm" : local.Year == today.Year ? "MMM d HH:mm" : "yyyy-MM-dd";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }
}
