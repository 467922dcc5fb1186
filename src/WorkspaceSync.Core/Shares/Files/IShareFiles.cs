namespace WorkspaceSync;

/// <summary>The files of one share, looked at and moved on the machine where they are. Paths are from the share's root, with slashes.</summary>
internal interface IShareFiles
{
    /// <summary>The share's directory there.</summary>
    string Root { get; }

    /// <summary>Every conflict copy below a path, as the walk meets it; a path that is a file gives the copies of that file.</summary>
    /// <param name="below">Empty is the whole share.</param>
    IAsyncEnumerable<FileFinding> FindConflictsAsync(string below, CancellationToken cancel);

    /// <summary>What a path is now; null when there is nothing.</summary>
    Task<FileFacts?> LookAsync(string path, CancellationToken cancel);

    /// <summary>Opens a file's bytes.</summary>
    Task<Stream> OpenAsync(string path, CancellationToken cancel);
}
