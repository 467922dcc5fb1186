namespace WorkspaceSync;

/// <summary>Where a flush stands.</summary>
/// <param name="Phase">What is going on, in a word or two.</param>
/// <param name="NeedItems">Items that are missing on some side, deletions included.</param>
/// <param name="NeedBytes">Bytes that are missing on some side.</param>
/// <param name="Percent">0-100 of the side that is furthest behind; null when unknown.</param>
/// <param name="File">The file that has been on its way the longest; null when none is.</param>
internal readonly record struct FlushProgress(string Phase, long NeedItems, long NeedBytes, double? Percent, string? File = null);
