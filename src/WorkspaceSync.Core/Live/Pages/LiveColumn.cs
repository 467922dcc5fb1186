namespace WorkspaceSync;

/// <summary>A column of a table.</summary>
/// <param name="IsRight">Whether it is a number.</param>
internal sealed record LiveColumn(string Name, bool IsRight = false);
