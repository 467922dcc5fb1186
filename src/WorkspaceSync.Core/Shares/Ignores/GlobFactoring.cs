namespace WorkspaceSync;

/// <summary>Takes out what all alternatives begin and end with, as the classic library does before it compiles them.</summary>
internal static class GlobFactoring
{
    /// <summary>The sequence of common beginning, alternatives and common end; null when nothing is common.</summary>
    public static GlobNode? Factor(GlobNode alternatives)
    {
        List<GlobNode> nodes = alternatives.Children;
        if (nodes.Count <= 1 || nodes.Exists(node => node.Kind != GlobNodeKind.Sequence))
        {
            return null;
        }

        (int left, int right) = CountCommon(nodes);
        if (left == 0 && right == 0)
        {
            return null;
        }

        GlobNode result = new(GlobNodeKind.Sequence);
        List<GlobNode> first = nodes[0].Children;
        if (left > 0)
        {
            result.Children.Add(new(GlobNodeKind.Sequence) { Children = first[..left] });
        }

        List<GlobNode> rest = [.. nodes.Select(node => Rest(node, left, right)).Distinct()];
        if (rest.Count > 1)
        {
            result.Children.Add(new(GlobNodeKind.Alternatives) { Children = rest });
        }
        else if (rest[0].Kind != GlobNodeKind.Nothing)
        {
            result.Children.Add(rest[0]);
        }

        if (right > 0)
        {
            result.Children.Add(new(GlobNodeKind.Sequence) { Children = first[^right..] });
        }

        return result;
    }

    private static GlobNode Rest(GlobNode node, int left, int right)
    {
        List<GlobNode> rest = node.Children[left..^right];
        return rest.Count == 0 ? new(GlobNodeKind.Nothing) : new(GlobNodeKind.Sequence) { Children = rest };
    }

    private static (int Left, int Right) CountCommon(List<GlobNode> nodes)
    {
        List<GlobNode> shortest = nodes.MinBy(node => node.Children.Count)!.Children;
        int left = 0;
        int right = 0;
        bool leftEnded = false;
        bool rightEnded = false;
        for (int i = 0; left + right < shortest.Count && i < shortest.Count && !(leftEnded && rightEnded); i++)
        {
            int fromEnd = i + 1;
            foreach (GlobNode node in nodes.Where(node => !ReferenceEquals(node.Children, shortest)))
            {
                leftEnded = leftEnded || !shortest[i].Equals(node.Children[i]);

                // Once the beginning reaches the middle, all of the rest belongs to it.
                rightEnded = rightEnded || (!leftEnded && shortest.Count - fromEnd <= i) || !shortest[^fromEnd].Equals(node.Children[^fromEnd]);
            }

            left += leftEnded ? 0 : 1;
            right += rightEnded ? 0 : 1;
        }

        return (left, right);
    }
}
