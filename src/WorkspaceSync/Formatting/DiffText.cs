namespace WorkspaceSync;

/// <summary>A conflict's difference in a view: whose version is which, then the lines, in colour on a terminal.</summary>
public static class DiffText
{
    private const string Reset = "\u001b[0m";

    /// <summary>All of it.</summary>
    /// <param name="removed">$PSStyle's sequence for what only the live version has.</param>
    /// <param name="added">For what only the copy has.</param>
    /// <param name="place">For where it is.</param>
    public static string Of(SyncConflictComparison comparison, string removed, string added, string place)
    {
        SyncConflict conflict = comparison.Conflict;
        List<string> lines =
        [
            $"{removed}--- live  {PrintableText.Of(conflict.Path)}  {ConflictText.Of(conflict.Original).Trim()}{Reset}",
            $"{added}+++ copy  {PrintableText.Of(conflict.ConflictPath)}  {ConflictText.Of(conflict.Conflict).Trim()}{Reset}",
        ];
        lines.AddRange(comparison switch
        {
            { IsIdentical: true } => ["The two are identical."],
            { FirstDifference: { } offset } => [$"Both are binary. They differ from byte {offset} on."],
            { Lines.Count: 0 } => ["They are not files that can be compared."],
            _ => comparison.Lines.Select(line => line.Length == 0 ? line : line[0] switch
            {
                '-' => removed + line + Reset,
                '+' => added + line + Reset,
                '@' => place + line + Reset,
                _ => line,
            }),
        });
        if (comparison.BasePath is { } basePath)
        {
            lines.Add($"{place}Both may come from {PrintableText.Of(basePath)}. Since then the live version changed:{Reset}");
            lines.AddRange(comparison.OriginalChanges);
            lines.Add($"{place}and the copy:{Reset}");
            lines.AddRange(comparison.ConflictChanges);
        }

        return string.Join('\n', lines) + "\n";
    }
}
