namespace WorkspaceSync;

/// <summary>A line for which Syncthing would refuse the whole set and stop the folder.</summary>
/// <param name="File">The file, relative to the share.</param>
/// <param name="LineNumber">The line in that file, from 1.</param>
/// <param name="Text">The line.</param>
/// <param name="Message">What is wrong with it and how to mend it.</param>
public sealed record IgnoreProblem(string File, int LineNumber, string Text, string Message)
{
    /// <summary>The whole of it in one sentence.</summary>
    public override string ToString() => $"{File} line {LineNumber} '{Text}': {Message}";
}
