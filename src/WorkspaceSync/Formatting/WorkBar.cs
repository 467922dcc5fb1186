using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>
/// Long work as a progress bar: items and bytes that are to go, how fast they go, how long it takes on so, and the file that it
/// is about. Used on the pipeline's thread; disposing takes it away.
/// </summary>
internal sealed class WorkBar(Cmdlet cmdlet, int activityId, string activity) : IDisposable
{
    private readonly Dictionary<string, TransferRate> _rates = [];

    /// <param name="who">The node or the share that it is about, where it is about several by turns; each has its own speed.</param>
    public void Show(WorkProgress progress, string who = "")
    {
        TransferRate rate = _rates.TryGetValue(who, out TransferRate? known) ? known : _rates[who] = new();
        bool isByBytes = progress.NeedBytes > 0;
        rate.Take(isByBytes ? progress.NeedBytes : progress.NeedItems, DateTimeOffset.UtcNow);
        List<string> parts = [who.Length == 0 ? progress.Phase : $"{who}: {progress.Phase}"];
        if (progress.NeedItems > 0)
        {
            parts.Add(string.Create(CultureInfo.CurrentCulture, $"{progress.NeedItems:N0} item(s){(isByBytes ? "" : " to go")}"));
        }

        if (isByBytes)
        {
            parts.Add($"{ByteSize.Format(progress.NeedBytes)} to go");
        }

        if (rate.PerSecond is >= 1 and { } speed)
        {
            parts.Add(isByBytes ? $"{ByteSize.Format((long)speed)}/s" : string.Create(CultureInfo.CurrentCulture, $"{speed:N0}/s"));
        }

        if (progress.File is { } file)
        {
            parts.Add(PrintableText.Of(file));
        }

        cmdlet.WriteProgress(new ProgressRecord(activityId, activity, string.Join(", ", parts))
        {
            PercentComplete = progress.Percent is { } percent ? (int)percent : -1,
            SecondsRemaining = rate.Remaining is { } left ? (int)left.TotalSeconds : -1,
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rates.Count > 0)
        {
            cmdlet.WriteProgress(new ProgressRecord(activityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
