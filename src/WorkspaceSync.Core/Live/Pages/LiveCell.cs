namespace WorkspaceSync;

/// <summary>A text of a page.</summary>
/// <param name="Fraction">From 0 to 1: it is drawn as a bar with the text after it.</param>
internal sealed record LiveCell(string Text, LiveTone Tone = LiveTone.Plain, double? Fraction = null);
