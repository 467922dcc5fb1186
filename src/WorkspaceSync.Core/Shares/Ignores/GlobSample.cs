using System.Text;

namespace WorkspaceSync;

/// <summary>Makes up texts that a glob is meant to match, to see what else takes hold of them.</summary>
internal static class GlobSample
{
    private static readonly string[] s_fillings = ["x", "", "xy"];

    /// <summary>A few texts; the first has one letter for each wildcard, and the first of all alternatives.</summary>
    public static IEnumerable<string> Of(GlobNode glob) =>
        Enumerable.Range(0, 3)
            .SelectMany(_ => s_fillings, (alternative, filling) => Write(glob, alternative, filling))
            .Where(text => text.Length > 0)
            .Distinct();

    private static string Write(GlobNode node, int alternative, string filling) => node.Kind switch
    {
        GlobNodeKind.Text => node.Text,
        GlobNodeKind.Any or GlobNodeKind.Super => filling,
        GlobNodeKind.Single => "x",
        GlobNodeKind.List or GlobNodeKind.Range when !node.Not => Rune.GetRuneAt(node.Text, 0).ToString(),
        GlobNodeKind.List or GlobNodeKind.Range => "x",
        GlobNodeKind.Alternatives => Write(node.Children[alternative % node.Children.Count], alternative, filling),
        _ => string.Concat(node.Children.Select(child => Write(child, alternative, filling))),
    };
}
