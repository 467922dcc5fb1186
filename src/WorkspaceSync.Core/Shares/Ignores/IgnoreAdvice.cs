namespace WorkspaceSync;

/// <summary>A line that Syncthing accepts, and that most likely doesn't do what was meant.</summary>
/// <param name="File">The file, relative to the share.</param>
/// <param name="LineNumber">The line in that file, from 1.</param>
/// <param name="Text">The line.</param>
/// <param name="Message">What it does, and what to write instead.</param>
public sealed record IgnoreAdvice(string File, int LineNumber, string Text, string Message)
{
    /// <summary>The whole of it in one sentence.</summary>
    public override string ToString() => $"{File} line {LineNumber} '{Text}': {Message}";
}
