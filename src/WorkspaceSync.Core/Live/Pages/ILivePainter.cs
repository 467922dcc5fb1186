namespace WorkspaceSync;

/// <summary>Draws pages for a terminal. Implemented where the library for it is.</summary>
internal interface ILivePainter
{
    /// <summary>The page as lines, none wider and no more of them than there is room for.</summary>
    /// <param name="isColoured">Whether the lines may have colours.</param>
    IReadOnlyList<string> Paint(LivePage page, int width, int height, bool isColoured);
}
