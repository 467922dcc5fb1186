namespace WorkspaceSync;

/// <summary>What a text is, for its colour.</summary>
internal enum LiveTone
{
    Plain,
    Faint,
    Good,
    Busy,
    Bad,
}
