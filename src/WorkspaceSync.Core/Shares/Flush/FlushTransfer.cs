namespace WorkspaceSync;

/// <summary>What one side took over from another during a flush.</summary>
/// <param name="Items">Files, directories, links and deletions.</param>
/// <param name="Bytes">The sizes of the files, as the other side's walk had them; deletions have none.</param>
internal readonly record struct FlushTransfer(int Items, long Bytes)
{
    /// <param name="paths">What was taken over.</param>
    /// <param name="others">The other sides' looks, which know the sizes.</param>
    public static FlushTransfer Of(IReadOnlyDictionary<string, bool> paths, IEnumerable<FlushLook> others)
    {
        TreeListing[] trees = [.. others.Select(look => look.Tree).OfType<TreeListing>()];
        return new FlushTransfer(paths.Count, paths.Keys.Sum(path => trees.Select(tree => tree.Entries.GetValueOrDefault(path).Size).DefaultIfEmpty().Max()));
    }
}
