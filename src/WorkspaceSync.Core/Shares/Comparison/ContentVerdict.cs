namespace WorkspaceSync;

/// <summary>What the bytes of two files said.</summary>
/// <param name="IsSame">Whether they are the same; false as well when they can't be read.</param>
/// <param name="Trouble">Why one could not be read.</param>
internal readonly record struct ContentVerdict(bool IsSame, SyncException? Trouble = null);
