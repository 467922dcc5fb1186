namespace WorkspaceSync;

/// <summary>One step of a change to a share's files. Before and after each, and inside, everything is somewhere under its name or the other's.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="From">From the share's root, or absolute.</param>
/// <param name="To">The same.</param>
/// <param name="Moved">What <paramref name="From"/> has to be: nothing is done to a file that changed since it was looked at.</param>
/// <param name="Replaced">What <paramref name="To"/> has to be, when something is there that gives way.</param>
internal sealed record FileStep(FileStepKind Kind, string From, string To, FileFacts Moved, FileFacts? Replaced = null)
{
    /// <summary>The steps that bring back what was before, in the order in which they are to be done.</summary>
    public static IReadOnlyList<FileStep> Invert(IEnumerable<FileStep> steps) => [.. steps.Reverse().Select(step => step.Invert())];

    /// <summary>For Keep: what stands in the first place once the Replace has been done that it was kept for.</summary>
    public FileFacts? Displacer { get; init; }

    /// <summary>Whether size and time are enough to know a file again: what was kept may have gone to another file system and back.</summary>
    public bool ByContent { get; init; }

    /// <summary>Whether a file is the one that a step means.</summary>
    public bool Fits(FileFacts expected, FileFacts? found) => found is not null && (ByContent ? expected.HasSameContent(found) : expected.IsSame(found));

    private FileStep Invert() => Kind switch
    {
        FileStepKind.Move => new FileStep(FileStepKind.Move, To, From, Moved) { ByContent = true },
        FileStepKind.Replace => new FileStep(FileStepKind.Keep, To, From, Moved) { ByContent = true, Displacer = Replaced },
        _ => new FileStep(FileStepKind.Replace, To, From, Moved, Displacer) { ByContent = true },
    };
}
