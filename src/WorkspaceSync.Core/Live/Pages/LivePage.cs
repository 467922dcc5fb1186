namespace WorkspaceSync;

/// <summary>What a screen shows, without a word about how it is drawn.</summary>
/// <param name="Sides">Shown beside each other where there is room.</param>
/// <param name="Panels">Shown below, over the whole width.</param>
/// <param name="Keys">The last line.</param>
internal sealed record LivePage(LiveCell Title, IReadOnlyList<LivePanel> Sides, IReadOnlyList<LivePanel> Panels, string Keys);
