namespace WorkspaceSync;

/// <summary>Goes through two walks in step, as both are in the same order: memory stays flat however big the trees are.</summary>
internal static class TreeMerge
{
    public static async IAsyncEnumerable<ComparedPath> RunAsync(IAsyncEnumerable<FileFinding> here, IAsyncEnumerable<FileFinding> there)
    {
        await using IAsyncEnumerator<FileFinding> left = here.GetAsyncEnumerator();
        await using IAsyncEnumerator<FileFinding> right = there.GetAsyncEnumerator();
        bool hasLeft = await left.MoveNextAsync().ConfigureAwait(false);
        bool hasRight = await right.MoveNextAsync().ConfigureAwait(false);
        while (hasLeft || hasRight)
        {
            int order = !hasLeft ? 1 : !hasRight ? -1 : PathOrder.Instance.Compare(left.Current.Path, right.Current.Path);
            yield return new ComparedPath(
                order <= 0 ? left.Current.Path : right.Current.Path, order <= 0 ? left.Current : null, order >= 0 ? right.Current : null);
            if (order <= 0)
            {
                hasLeft = await left.MoveNextAsync().ConfigureAwait(false);
            }

            if (order >= 0)
            {
                hasRight = await right.MoveNextAsync().ConfigureAwait(false);
            }
        }
    }
}
