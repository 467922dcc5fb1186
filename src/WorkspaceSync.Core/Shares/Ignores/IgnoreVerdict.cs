namespace WorkspaceSync;

/// <summary>Whether a path of a share travels to other devices, and what decides that.</summary>
/// <param name="Path">The path, relative to the share, with slashes.</param>
/// <param name="Travels">Whether it travels, once it exists.</param>
/// <param name="Reason">What kind of thing decides.</param>
/// <param name="Pattern">The line that decides, as it was written; null when none does.</param>
/// <param name="File">The file of that line, relative to the share.</param>
/// <param name="LineNumber">The line in that file, from 1.</param>
/// <param name="Note">What else there is to know, in a sentence; null when there is nothing.</param>
public sealed record IgnoreVerdict(
    string Path,
    bool Travels,
    IgnoreReason Reason,
    string? Pattern = null,
    string? File = null,
    int? LineNumber = null,
    string? Note = null);
