namespace WorkspaceSync;

/// <summary>A difference in two columns: the live version left, the copy right, and a mark between.</summary>
internal static class SideBySideDiff
{
    private const int Context = 3;

    /// <param name="width">Of the whole, in characters.</param>
    public static IEnumerable<string> Write(string before, string after, int width)
    {
        ITextDiff diff = TextDiffs.Current;
        IReadOnlyList<string> old = diff.Split(before);
        IReadOnlyList<string> now = diff.Split(after);
        int column = Math.Max((width - 3) / 2, 10);
        int at = 0, newAt = 0;
        foreach (DiffBlock block in diff.Compare(before, after))
        {
            // Of what is the same, only what stands around a difference.
            int skipped = Math.Max(block.Start - at - (at == 0 ? Context : 2 * Context), 0);
            int from = at == 0 ? at + skipped : at;
            for (int i = from; i < block.Start; i++)
            {
                if (at > 0 && skipped > 0 && i == at + Context)
                {
                    yield return "…";
                    i += skipped - 1;
                    continue;
                }

                yield return Row(old[i], ' ', now[newAt + i - at], column);
            }

            for (int i = 0; i < Math.Max(block.Count, block.NewCount); i++)
            {
                string? left = i < block.Count ? old[block.Start + i] : null;
                string? right = i < block.NewCount ? now[block.NewStart + i] : null;
                yield return Row(left, left is null ? '>' : right is null ? '<' : '|', right, column);
            }

            (at, newAt) = (block.Start + block.Count, block.NewStart + block.NewCount);
        }

        for (int i = at; at > 0 && i < Math.Min(at + Context, old.Count); i++)
        {
            yield return Row(old[i], ' ', now[newAt + i - at], column);
        }
    }

    private static string Row(string? left, char mark, string? right, int column) => $"{Cut(left, column).PadRight(column)} {mark} {Cut(right, column)}".TrimEnd();

    private static string Cut(string? line, int column)
    {
        string text = PrintableText.Of((line ?? "").TrimEnd('\n').Replace("\t", "    ", StringComparison.Ordinal));
        return text.Length <= column ? text : text[..(column - 1)] + "…";
    }
}
