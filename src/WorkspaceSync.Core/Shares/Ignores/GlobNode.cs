namespace WorkspaceSync;

internal enum GlobNodeKind
{
    Nothing,
    Sequence,
    Alternatives,
    List,
    Range,
    Text,
    Any,
    Super,
    Single,
}

/// <summary>A pattern as a tree.</summary>
/// <param name="Kind">What the node matches.</param>
/// <param name="Text">The text, the characters of a list, or the two ends of a range.</param>
/// <param name="Not">Whether a list or range is meant the other way round.</param>
internal sealed record GlobNode(GlobNodeKind Kind, string Text = "", bool Not = false)
{
    public List<GlobNode> Children { get; init; } = [];

    /// <summary>By content: the classic library looks for what alternatives have in common.</summary>
    public bool Equals(GlobNode? other) =>
        other is not null && Kind == other.Kind && Text == other.Text && Not == other.Not && Children.SequenceEqual(other.Children);

    public override int GetHashCode() => HashCode.Combine(Kind, Text, Not, Children.Count);
}
