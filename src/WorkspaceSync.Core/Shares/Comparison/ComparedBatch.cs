namespace WorkspaceSync;

/// <summary>Paths whose content is compared in one go. The directories that they lie in, as far as those are open, stay so until it is disposed.</summary>
internal sealed class ComparedBatch : IDisposable
{
    private readonly List<OpenDirectory> _held = [];
    private OpenDirectory? _here, _there;

    public List<ComparedPath> Paths { get; } = [];

    /// <summary>The bytes of one side, as far as they are known.</summary>
    public long Bytes { get; private set; }

    public void Add(ComparedPath pair)
    {
        Hold(pair.Here!.Directory, ref _here);
        Hold(pair.There!.Directory, ref _there);
        Paths.Add(pair);
        Bytes += pair.Here.Facts?.Size ?? 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _held.ForEach(directory => directory.Dispose());

    // Files of one directory follow each other.
    private void Hold(OpenDirectory? directory, ref OpenDirectory? last)
    {
        if (directory is not null && directory != last)
        {
            directory.Hold();
            _held.Add(directory);
            last = directory;
        }
    }
}
