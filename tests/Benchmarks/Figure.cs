namespace WorkspaceSync.Tests;

/// <summary>Two sides of one comparison, taken in turn in the same run.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">What the numbers are, such as ms.</param>
/// <param name="Ours">The samples of the module.</param>
/// <param name="Alternative">What it is compared with.</param>
/// <param name="Theirs">The samples of that.</param>
/// <param name="Bound">What has to be true of them, when there is a promise.</param>
internal sealed record Figure(string Name, string Unit, Samples Ours, string Alternative, Samples Theirs, Bound? Bound = null)
{
    /// <summary>How many times the alternative's median ours is.</summary>
    public double Ratio => Ours.Median / Theirs.Median;

    /// <summary>How much more ours is than the alternative, in medians.</summary>
    public double Difference => Ours.Median - Theirs.Median;
}
