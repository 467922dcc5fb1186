using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>A flush as a progress bar: items and bytes that are missing, how fast they come, how long it goes on so, and a file that is on its way. One for each flush.</summary>
internal sealed class FlushBar
{
    private readonly TransferRate _rate = new();

    /// <param name="who">The node or the share that it is about.</param>
    public ProgressRecord Of(int activityId, string activity, string who, FlushProgress progress)
    {
        _rate.Take(progress.NeedBytes, DateTimeOffset.UtcNow);
        string missing = progress.NeedItems == 0 ? "" : string.Create(CultureInfo.CurrentCulture, $", {progress.NeedItems:N0} item(s), {ByteSize.Format(progress.NeedBytes)} to go");
        string rate = _rate.PerSecond is >= 1 ? $", {ByteSize.Format((long)_rate.PerSecond.Value)}/s" : "";
        string file = progress.File is null ? "" : $", {PrintableText.Of(progress.File)}";
        return new ProgressRecord(activityId, activity, $"{who}: {progress.Phase}{missing}{rate}{file}")
        {
            PercentComplete = progress.Percent is { } percent ? (int)percent : -1,
            SecondsRemaining = _rate.Remaining is { } left ? (int)left.TotalSeconds : -1,
        };
    }
}
