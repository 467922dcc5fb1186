using System.Globalization;

namespace WorkspaceSync;

/// <summary>What is still needed, in a view's column: never a bare percentage, and a dash when there is nothing or nothing is known: the health beside it says which.</summary>
public static class NeedText
{
    private const string Nothing = "—";

    /// <summary>Items, bytes and deletions; an em dash for none, and for unknown.</summary>
    public static string Of(long? items, long? bytes, long? deletes)
    {
        if (items is null || bytes is null || deletes is null)
        {
            return Nothing;
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

        return parts.Count == 0 ? Nothing : string.Join(", ", parts);
    }

    /// <summary>What is needed here, or else there, by the device that is known to need most.</summary>
    public static string Of(SyncStatus status)
    {
        string here = Of(status.NeedItems, status.NeedBytes, status.NeedDeletes);
        return here == Nothing
            && status.Devices.Where(device => device.NeedItems + device.NeedDeletes > 0).MaxBy(device => device.NeedItems + device.NeedDeletes) is { } most
            ? $"{Of(most.NeedItems, most.NeedBytes, most.NeedDeletes)} there"
            : here;
    }
}
