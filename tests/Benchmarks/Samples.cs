using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>What was measured, sample by sample.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public double Min => _sorted[0];

    public double Max => _sorted[^1];

    public double Median => (_sorted[(_sorted.Length - 1) / 2] + _sorted[_sorted.Length / 2]) / 2;

    /// <summary>The time that some work takes, in milliseconds.</summary>
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Both sides in turn, so that whatever else the machine does meets both; the first of each warms up and isn't counted.</summary>
    public static async Task<(Samples Ours, Samples Theirs)> AlternateAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> theirs)
    {
        List<double> ourValues = [];
        List<double> theirValues = [];
        for (int round = 0; round <= rounds; round++)
        {
            bool oursFirst = round % 2 == 0;
            double first = await (oursFirst ? ours() : theirs());
            double second = await (oursFirst ? theirs() : ours());
            if (round > 0)
            {
                ourValues.Add(oursFirst ? first : second);
                theirValues.Add(oursFirst ? second : first);
            }
        }

        return (new(ourValues), new(theirValues));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.0#} ({Min:0.0#} to {Max:0.0#})");
}
