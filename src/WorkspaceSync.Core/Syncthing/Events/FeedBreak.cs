namespace WorkspaceSync;

/// <summary>Something between two events that whoever follows has to know.</summary>
/// <param name="Message">What is missing or wrong, with the node's name.</param>
internal sealed record FeedBreak(FeedBreakKind Kind, string Message);
