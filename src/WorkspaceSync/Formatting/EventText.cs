using System.Collections;
using System.Globalization;

namespace WorkspaceSync;

/// <summary>What an event is about, as one line of a view.</summary>
public static class EventText
{
    /// <summary>The time to the thousandth: events come close together.</summary>
    public static string Time(SyncEvent entry) => entry.Time.LocalDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>What it says beside share, device and path.</summary>
    public static string Of(SyncEvent entry)
    {
        string about = entry.Type switch
        {
            "StateChanged" => $"{Field(entry, "from")} → {Field(entry, "to")}",
            "ItemStarted" or "ItemFinished" or "LocalChangeDetected" or "RemoteChangeDetected" => $"{Field(entry, "action")} {Field(entry, "type")}",
            "LocalIndexUpdated" or "RemoteIndexUpdated" => $"{Field(entry, "items")} items, up to {Field(entry, "sequence")}",
            "FolderCompletion" => Need(entry.Data),
            "FolderSummary" when entry.Data.GetValueOrDefault("summary") is IReadOnlyDictionary<string, object?> summary => Need(summary),
            "FolderErrors" when entry.Data.GetValueOrDefault("errors") is ICollection errors => $"{errors.Count} files",
            "FolderScanProgress" => $"{Field(entry, "current")} of {Field(entry, "total")}",
            "DeviceConnected" => $"{Field(entry, "addr")} {Field(entry, "type")} {Field(entry, "clientVersion")}",
            _ => "",
        };
        return PrintableText.Of(string.Join("  ", new[] { about, entry.Error }.Where(part => part is { Length: > 0 })));
    }

    private static string Need(IReadOnlyDictionary<string, object?> data)
    {
        long deletes = Number(data, "needDeletes");
        long items = data.ContainsKey("needTotalItems") ? Number(data, "needTotalItems") - deletes : Number(data, "needItems");
        return items + deletes == 0 ? "nothing needed" : $"needs {NeedText.Of(items, Number(data, "needBytes"), deletes)}";
    }

    private static long Number(IReadOnlyDictionary<string, object?> data, string name) => data.GetValueOrDefault(name) is long number ? number : 0;

    private static string Field(SyncEvent entry, string name) => Convert.ToString(entry.Data.GetValueOrDefault(name), CultureInfo.CurrentCulture) ?? "";
}
