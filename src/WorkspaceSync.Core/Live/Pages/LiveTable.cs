namespace WorkspaceSync;

/// <summary>Rows under their columns; too narrow a place drops columns from the right.</summary>
/// <param name="Selected">The row that keys act on.</param>
internal sealed record LiveTable(IReadOnlyList<LiveColumn> Columns, IReadOnlyList<IReadOnlyList<LiveCell>> Rows, int? Selected = null);
