using System.Globalization;

namespace WorkspaceSync;

/// <summary>What is still needed, in a view's column: never a bare percentage, and a dash when there is nothing or nothing is known.</summary>
public static class NeedText
{
    /// <summary>Items, bytes and deletions; an em dash for none and a question mark for unknown.</summary>
    public static string Of(long? items, long? bytes, long? deletes)
    {
        if (items is null || bytes is null || deletes is null)
        {
            return "?";
        }

        List<string> parts = [];
        if (items > 0)
        {
            parts.Add(string.Create(CultureInfo.CurrentCulture, $"{items:N0} {(items == 1 ? "item" : "items")}"));
            parts.Add(ByteSize.Format(bytes));
        }

        if (deletes > 0)
        {
            parts.Add(string.Create(CultureInfo.CurrentCulture, $"{deletes:N0} {(deletes == 1 ? "del" : "dels")}"));
        }

        return parts.Count == 0 ? "—" : string.Join(", ", parts);
    }

    /// <summary>The need of the device that needs most.</summary>
    public static string OfDevices(IEnumerable<SyncDeviceStatus> devices)
    {
        SyncDeviceStatus[] all = [.. devices];
        if (all.Length == 0)
        {
            return "—";
        }

        SyncDeviceStatus most = all.MaxBy(device => device.NeedItems is null ? long.MaxValue : device.NeedItems + device.NeedDeletes)!;
        return Of(most.NeedItems, most.NeedBytes, most.NeedDeletes);
    }
}
