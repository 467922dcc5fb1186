using System.Globalization;

namespace WorkspaceSync;

/// <summary>Round-trip times as people read them, in views only: properties keep the time.</summary>
public static class LatencyText
{
    /// <summary>Milliseconds; an em dash for what is not known. The service counts in whole ones, where zero is less than one.</summary>
    public static string Of(TimeSpan? latency) => latency is not { } time ? "—"
        : time == TimeSpan.Zero ? "<1 ms"
        : time.TotalMilliseconds >= 9.95 ? string.Create(CultureInfo.CurrentCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.CurrentCulture, $"{time.TotalMilliseconds:0.0#} ms");
}
