namespace WorkspaceSync;

/// <summary>Compares files on two machines by their hashes, which each side makes of its own: only they travel.</summary>
internal sealed class HashComparer(IShareFiles here, IShareFiles there) : IContentComparer
{
    // A batch is a shell and a program over there, which take as long as some hundred small files.
    public int BatchSize => 2000;

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
