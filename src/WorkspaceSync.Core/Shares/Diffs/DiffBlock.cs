namespace WorkspaceSync;

/// <summary>A stretch of lines that was replaced by another; counted from 0.</summary>
internal readonly record struct DiffBlock(int Start, int Count, int NewStart, int NewCount);
