namespace WorkspaceSync;

/// <summary>What a number of probes to one address gave.</summary>
internal sealed class ProbeSeries
{
    private readonly List<TimeSpan?> _times = [];

    public int Sent => _times.Count;

    public int Received => _times.Count(time => time is not null);

    /// <summary>Null when nothing was sent.</summary>
    public double? LossPercent => Sent == 0 ? null : 100.0 * (Sent - Received) / Sent;

    /// <summary>The median: one slow answer among several says nothing about the way.</summary>
    public TimeSpan? Latency
    {
        get
        {
            TimeSpan[] sorted = [.. _times.OfType<TimeSpan>().Order()];
            return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>How much one answer's time differs from the one before, on average (RFC 3550 without its smoothing).</summary>
    public TimeSpan? Jitter
    {
        get
        {
            TimeSpan[] times = [.. _times.OfType<TimeSpan>()];
            return times.Length < 2 ? null
                : TimeSpan.FromTicks((long)times.Zip(times.Skip(1), (one, next) => Math.Abs((next - one).Ticks)).Average());
        }
    }

    public void Add(TimeSpan? time) => _times.Add(time);

    /// <summary>How much more time the one takes than the other, in per cent; null when either isn't known.</summary>
    public static double? Overhead(ProbeSeries over, ProbeSeries under) =>
        over.Latency is { } more && under.Latency is { Ticks: > 0 } less ? 100.0 * (more - less) / less : null;
}
