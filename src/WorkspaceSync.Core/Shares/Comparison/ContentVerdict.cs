namespace WorkspaceSync;

/// <summary>What the bytes of two files said.</summary>
/// <param name="IsSame">Whether they are the same; false as well when they can't be read.</param>
/// <param name="Trouble">Why one could not be read.</param>
internal readonly record struct ContentVerdict(bool IsSame, SyncException? Trouble = null)
{
    /// <summary>For files that were unseen: what they are. They were read only if that leaves it open whether they are the same.</summary>
    public ComparedPath? Seen { get; init; }

    /// <summary>Whether they were not read, as they are large: they are work of their own.</summary>
    public bool IsPutOff { get; init; }
}
