namespace WorkspaceSync;

/// <summary>Compares files on two machines by their hashes, which each side makes of its own: only they travel.</summary>
internal sealed class HashComparer(IShareFiles here, IShareFiles there) : IContentComparer
{
    public int BatchSize => 400;

    public async Task<IReadOnlyList<ContentVerdict>> CompareAsync(IReadOnlyList<ComparedPath> batch, CancellationToken cancel)
    {
        string[] paths = [.. batch.Select(pair => pair.Path)];
        Task<IReadOnlyList<string?>> far = there.HashAsync(paths, cancel);
        IReadOnlyList<string?> left = await here.HashAsync(paths, cancel).ConfigureAwait(false);
        IReadOnlyList<string?> right = await far.ConfigureAwait(false);
        return [.. paths.Select((path, at) => left[at] is null || right[at] is null
            ? new ContentVerdict(false, FileTrouble.Unreadable(path, left[at] is null ? $"on the side of {here.Root}" : $"on the side of {there.Root}"))
            : new ContentVerdict(string.Equals(left[at], right[at], StringComparison.OrdinalIgnoreCase)))];
    }
}
