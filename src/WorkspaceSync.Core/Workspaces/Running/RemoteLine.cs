namespace WorkspaceSync;

/// <summary>A line that a command on the other machine wrote.</summary>
/// <param name="IsError">Whether to its standard error.</param>
internal readonly record struct RemoteLine(string Text, bool IsError);
