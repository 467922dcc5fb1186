namespace WorkspaceSync;

/// <summary>Finds the lines in which texts differ.</summary>
internal interface ITextDiff
{
    /// <summary>Splits a text into lines, each with its own end.</summary>
    IReadOnlyList<string> Split(string text);

    /// <summary>The stretches that differ, in order.</summary>
    IReadOnlyList<DiffBlock> Compare(string before, string after);

    /// <summary>The changes of both made to the text that both come from; null when they touch.</summary>
    string? Merge(string common, string one, string other);
}
