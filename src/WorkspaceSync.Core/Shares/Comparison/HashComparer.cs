namespace WorkspaceSync;

/// <summary>Compares files on two machines by their hashes, which each side makes of its own: only they travel.</summary>
/// <param name="counted">The side whose reading is counted.</param>
internal sealed class HashComparer(IShareFiles here, IShareFiles there, IShareFiles counted) : IContentComparer
{
    // A batch is a shell and a program over there, which take as long as some hundred small files.
    public int BatchSize => 2000;

    public bool SeesFiles => false;

    public async Task<IReadOnlyList<ContentVerdict>> CompareAsync(IReadOnlyList<ComparedPath> batch, CancellationToken cancel)
    {
        string[] paths = [.. batch.Select(pair => pair.Path)];
        Task<IReadOnlyList<string?>> far = there.HashAsync(paths, cancel);
        IReadOnlyList<string?> left = await here.HashAsync(paths, cancel).ConfigureAwait(false);
        IReadOnlyList<string?> right = await far.ConfigureAwait(false);
        if (counted is not LocalFiles)
        {
            counted.Count.Add(batch.Sum(pair => pair.Here!.Facts!.Size)); // a host tells when all are done
        }

        return [.. paths.Select((path, at) => left[at] is null || right[at] is null
            ? new ContentVerdict(false, FileTrouble.Unreadable(path, left[at] is null ? $"on the side of {here.Root}" : $"on the side of {there.Root}"))
            : new ContentVerdict(string.Equals(left[at], right[at], StringComparison.OrdinalIgnoreCase)))];
    }
}
