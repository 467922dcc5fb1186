namespace WorkspaceSync;

/// <summary>Tells whether files of two sides have the same bytes.</summary>
internal interface IContentComparer
{
    /// <summary>How many files make one piece of work.</summary>
    int BatchSize { get; }

    /// <summary>Whether it opens the files, and so tells what unseen ones are.</summary>
    bool SeesFiles { get; }

    /// <summary>Compares; the answers are in the order of the paths. A file that can't be read is an error in its place.</summary>
    Task<IReadOnlyList<ContentVerdict>> CompareAsync(IReadOnlyList<ComparedPath> batch, CancellationToken cancel);
}
