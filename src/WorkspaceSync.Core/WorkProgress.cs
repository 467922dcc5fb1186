namespace WorkspaceSync;

/// <summary>Where long work stands.</summary>
/// <param name="Phase">What is going on, in a word or two.</param>
/// <param name="NeedItems">Items that are still to be done; 0 when there are none, or nobody can tell.</param>
/// <param name="NeedBytes">Bytes that are still to be done; 0 when there are none, or nobody can tell.</param>
/// <param name="Percent">0-100; null when unknown.</param>
/// <param name="File">The file that it is about now, the one that takes the longest where there are several; null when there is none.</param>
internal readonly record struct WorkProgress(string Phase, long NeedItems = 0, long NeedBytes = 0, double? Percent = null, string? File = null)
{
    /// <summary>Where work stands that knows its items, and its bytes as well where they are what takes the time.</summary>
    public static WorkProgress Of(string phase, long items, long allItems, long bytes = 0, long allBytes = 0, string? file = null)
    {
        (double done, double all) = allBytes > 0 ? (bytes, allBytes) : (items, allItems);
        return new(phase, Math.Max(allItems - items, 0), Math.Max(allBytes - bytes, 0), all > 0 ? Math.Min(100 * done / all, 100) : null, file);
    }
}
