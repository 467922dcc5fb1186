using System.Globalization;

namespace WorkspaceSync;

/// <summary>A difference as <c>diff -u</c> writes it: hunks with three lines around each.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static IEnumerable<string> Write(string before, string after)
    {
        ITextDiff diff = TextDiffs.Current;
        IReadOnlyList<string> old = diff.Split(before);
        IReadOnlyList<string> now = diff.Split(after);
        foreach (List<DiffBlock> hunk in Hunks(diff.Compare(before, after)))
        {
            DiffBlock first = hunk[0], last = hunk[^1];
            int start = Math.Max(first.Start - Context, 0);
            int end = Math.Min(last.Start + last.Count + Context, old.Count);
            int newStart = Math.Max(first.NewStart - (first.Start - start), 0);
            int newEnd = Math.Min(last.NewStart + last.NewCount + (end - last.Start - last.Count), now.Count);
            yield return $"@@ -{Range(start, end - start)} +{Range(newStart, newEnd - newStart)} @@";
            int at = start;
            foreach (DiffBlock block in hunk)
            {
                for (; at < block.Start; at++)
                {
                    yield return " " + Shown(old[at]);
                }

                for (; at < block.Start + block.Count; at++)
                {
                    yield return "-" + Shown(old[at]);
                }

                for (int i = block.NewStart; i < block.NewStart + block.NewCount; i++)
                {
                    yield return "+" + Shown(now[i]);
                }
            }

            for (; at < end; at++)
            {
                yield return " " + Shown(old[at]);
            }
        }
    }

    // Neighbours whose surroundings touch are one hunk.
    private static IEnumerable<List<DiffBlock>> Hunks(IReadOnlyList<DiffBlock> blocks)
    {
        List<DiffBlock> hunk = [];
        foreach (DiffBlock block in blocks)
        {
            if (hunk.Count > 0 && block.Start - (hunk[^1].Start + hunk[^1].Count) > 2 * Context)
            {
                yield return hunk;
                hunk = [];
            }

            hunk.Add(block);
        }

        if (hunk.Count > 0)
        {
            yield return hunk;
        }
    }

    private static string Range(int start, int count) => count == 1
        ? (start + 1).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    // A carriage return is shown, as it may be all that differs; other control characters are not obeyed.
    private static string Shown(string line) => PrintableText.Of(line.TrimEnd('\n'));
}
