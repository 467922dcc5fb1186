namespace WorkspaceSync;

/// <summary>One part of a page: lines and tables under a heading.</summary>
internal sealed record LivePanel(string Heading, IReadOnlyList<LiveCell> Lines, IReadOnlyList<LiveTable> Tables);
