namespace WorkspaceSync.Tests;

/// <summary>A promise about a figure.</summary>
internal sealed record Bound(string Text, Func<Figure, bool> Holds)
{
    /// <summary>Ours takes at most so many times what the alternative takes.</summary>
    public static Bound AtMostTimes(double ratio) => new($"<= {ratio:0.##} x", figure => figure.Ratio <= ratio);

    /// <summary>Ours is at least so many times faster.</summary>
    public static Bound FasterTimes(double factor) => new($">= {factor:0.##} x faster", figure => figure.Ratio <= 1 / factor);

    /// <summary>Ours takes at most so much more.</summary>
    public static Bound AtMostMore(double difference) => new($"<= {difference:0.##} more", figure => figure.Difference <= difference);

    /// <summary>Ours takes at most so much, whatever the alternative takes.</summary>
    public static Bound AtMost(double median) => new($"<= {median:0.##}", figure => figure.Ours.Median <= median);
}
