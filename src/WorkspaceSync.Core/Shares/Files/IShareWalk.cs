namespace WorkspaceSync;

/// <summary>A walk through everything of a share that travels, in <see cref="PathOrder"/>.</summary>
internal interface IShareWalk
{
    /// <summary>How many entries were left out so far.</summary>
    long LeftOut { get; }

    /// <summary>Walks, once.</summary>
    IAsyncEnumerable<FileFinding> RunAsync(CancellationToken cancel);
}
