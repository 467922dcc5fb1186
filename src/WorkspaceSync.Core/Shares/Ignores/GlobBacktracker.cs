using System.Text;

namespace WorkspaceSync;

/// <summary>Matches as gobwas/glob 1.0 does, which is what the syntax says: tries every way.</summary>
internal sealed class GlobBacktracker(GlobNode root)
{
    private readonly Step _start = Chain(root, null);

    public bool IsMatch(int[] text) => Matches(_start, text, 0, []);

    // Remembering what failed keeps a row of stars from taking exponential time.
    private static bool Matches(Step? step, int[] text, int position, HashSet<(Step, int)> failed)
    {
        if (step is null)
        {
            return position == text.Length;
        }

        if (failed.Contains((step, position)))
        {
            return false;
        }

        bool matches = step.Node.Kind switch
        {
            GlobNodeKind.Any or GlobNodeKind.Super => Matches(step.Next, text, position, failed)
                || (Accepts(step.Node, text, position) && Matches(step, text, position + 1, failed)),
            GlobNodeKind.Alternatives => step.Branches.Exists(branch => Matches(branch, text, position, failed)),
            GlobNodeKind.Nothing => Matches(step.Next, text, position, failed),
            _ => Accepts(step.Node, text, position) && Matches(step.Next, text, position + 1, failed),
        };
        if (!matches)
        {
            failed.Add((step, position));
        }

        return matches;
    }

    private static bool Accepts(GlobNode node, int[] text, int position)
    {
        if (position == text.Length)
        {
            return false;
        }

        int rune = text[position];
        return node.Kind switch
        {
            GlobNodeKind.Any or GlobNodeKind.Single => rune != '/',
            GlobNodeKind.Super => true,
            GlobNodeKind.Text => Rune.GetRuneAt(node.Text, 0).Value == rune,
            GlobNodeKind.Range => (rune >= Rune.GetRuneAt(node.Text, 0).Value && rune <= node.Text.EnumerateRunes().Last().Value) != node.Not,
            _ => node.Text.EnumerateRunes().Any(character => character.Value == rune) != node.Not,
        };
    }

    private static Step Chain(GlobNode node, Step? next)
    {
        Step? chain = next;
        switch (node.Kind)
        {
            case GlobNodeKind.Sequence:
                foreach (GlobNode child in Enumerable.Reverse(node.Children))
                {
                    chain = Chain(child, chain);
                }

                return chain ?? new(new(GlobNodeKind.Nothing), null, []);
            case GlobNodeKind.Alternatives:
                return new(node, next, [.. node.Children.Select(child => Chain(child, next))]);
            case GlobNodeKind.Text:
                foreach (Rune rune in node.Text.EnumerateRunes().Reverse())
                {
                    chain = new(new(GlobNodeKind.Text, rune.ToString()), chain, []);
                }

                return chain!;
            default:
                return new(node, next, []);
        }
    }

    private sealed class Step(GlobNode node, Step? next, List<Step> branches)
    {
        public GlobNode Node => node;

        public Step? Next => next;

        public List<Step> Branches => branches;
    }
}
