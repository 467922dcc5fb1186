using System.Globalization;

namespace WorkspaceSync;

/// <summary>A conflict's versions in a view: by whom, from when, how big.</summary>
public static class ConflictText
{
    /// <summary>One version; a question mark for a machine that nothing tells.</summary>
    public static string Of(SyncConflictFile? file) => file is null
        ? "gone"
        : string.Create(CultureInfo.CurrentCulture, $"{file.Machine ?? "?",-8} {ClockTime.Of(file.ModifiedTime),12} {ByteSize.Format(file.Size),6}");

    /// <summary>Whether both are the same; a question mark when they can't be read.</summary>
    public static string Same(SyncConflict conflict)
    {
        try
        {
            return conflict.Original is null ? "—"
                : conflict.IsIdentical ? "yes"
                : conflict.DifferentLines is { } lines ? $"no, {lines} {(lines == 1 ? "line" : "lines")}"
                : "no";
        }
        catch (Exception e) when (e is SyncException or IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }

    /// <summary>A path in a view, its control characters shown rather than obeyed.</summary>
    public static string Path(string path) => PrintableText.Of(path);
}
