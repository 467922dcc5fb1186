namespace WorkspaceSync;

/// <summary>The session's way to compare texts.</summary>
internal static class TextDiffs
{
    // By name, as for SSH: its library lies apart, so that another module's version of it is no trouble.
    private const string DiffType = "WorkspaceSync.LineDiff, WorkspaceSync.Diff";

    private static readonly Lazy<ITextDiff> s_current = new(() => (ITextDiff)Activator.CreateInstance(Type.GetType(DiffType, throwOnError: true)!)!);

    /// <summary>Loaded when first asked for.</summary>
    public static ITextDiff Current => s_current.Value;
}
