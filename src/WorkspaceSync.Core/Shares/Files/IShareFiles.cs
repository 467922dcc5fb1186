namespace WorkspaceSync;

/// <summary>The files of one share, looked at and moved on the machine where they are. Paths are from the share's root, with slashes.</summary>
internal interface IShareFiles
{
    /// <summary>The share's directory there.</summary>
    string Root { get; }

    /// <summary>The directory on that machine, outside all shares, that keeps what a share has no place for.</summary>
    string RecoveryFolder { get; }

    /// <summary>What has been read through this, for whoever shows how far it is.</summary>
    WorkCount Count { get; }

    /// <summary>Every conflict copy below a path, as the walk meets it; a path that is a file gives the copies of that file.</summary>
    /// <param name="below">Empty is the whole share.</param>
    IAsyncEnumerable<FileFinding> FindConflictsAsync(string below, CancellationToken cancel);

    /// <summary>Everything that travels, in an order that all machines share.</summary>
    /// <param name="seesFiles">False leaves files unseen, where it is to be had, for those who open them all the same.</param>
    IShareWalk Walk(IgnoreSet ignores, bool seesFiles = true);

    /// <summary>SHA-256 of each file, in hexadecimal and in order; null for one that can't be read.</summary>
    Task<IReadOnlyList<string?>> HashAsync(IReadOnlyList<string> paths, CancellationToken cancel);

    /// <summary>Where a link leads; null when it is none.</summary>
    Task<string?> ReadLinkAsync(string path, CancellationToken cancel);

    /// <summary>What a path is now; null when there is nothing.</summary>
    Task<FileFacts?> LookAsync(string path, CancellationToken cancel);

    /// <summary>What a conflict's two files have in them: when it is asked for, or now where asking takes a network.</summary>
    Task<ConflictContent> DescribeAsync(string livePath, FileFacts? live, string copyPath, FileFacts copy, CancellationToken cancel);

    /// <summary>Does one step of a change. It is done whole or not at all; FileChanged when a file is not as the step has it.</summary>
    Task DoAsync(FileStep step, CancellationToken cancel);

    /// <summary>Writes a new file, whole and on the disk when this returns.</summary>
    Task WriteAsync(string path, byte[] content, int mode, CancellationToken cancel);

    /// <summary>Takes a name away whose content has another one.</summary>
    /// <param name="other">The other name, which has to have the same bytes; null when that is certain.</param>
    Task DropAsync(string path, string? other, CancellationToken cancel);

    /// <summary>Opens a file's bytes.</summary>
    Task<Stream> OpenAsync(string path, CancellationToken cancel);
}
