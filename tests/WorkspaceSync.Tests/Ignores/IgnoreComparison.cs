namespace WorkspaceSync.Tests;

/// <summary>Our verdict on each path of a tree, beside a daemon's index.</summary>
internal sealed class IgnoreComparison
{
    public IgnoreComparison(IgnoreSet ours, IReadOnlyList<string> tree, IReadOnlySet<string> index)
    {
        HashSet<string> travelling = [.. tree.Select(entry => entry.TrimEnd('/')).Where(path => ours.Decide(path).Travels)];
        foreach (string path in tree.Select(entry => entry.TrimEnd('/')))
        {
            IgnoreVerdict verdict = ours.Decide(path);

            // A directory that is left out and holds something that isn't: whether it shows in the index hangs on the order
            // in which the daemon's database hands out its entries. It is made where it is needed in either case.
            if (!verdict.Travels && travelling.Any(other => other.StartsWith(path + "/", StringComparison.Ordinal)))
            {
                continue;
            }

            Compared++;
            LeftOut += verdict.Travels ? 0 : 1;
            if (verdict.Travels != index.Contains(path))
            {
                Wrong.Add($"'{path}' {(index.Contains(path) ? "travels" : "is left out")}, we say {verdict}");
            }
        }
    }

    public int Compared { get; }

    public int LeftOut { get; }

    public List<string> Wrong { get; } = [];
}
