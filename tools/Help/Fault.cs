namespace WorkspaceSync.Tools;

/// <summary>Something wrong with a help page, in the form that MSBuild and editors know for an error's place.</summary>
internal sealed record Fault(string File, int Line, string Message)
{
    public override string ToString() => $"{File}({Math.Max(Line, 1)}): error HELP: {Message}";
}
