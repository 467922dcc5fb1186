namespace WorkspaceSync;

/// <summary>The session's way to draw pages.</summary>
internal static class LivePainters
{
    // By name, as for SSH: its library lies apart, so that another module's version of it is no trouble.
    private const string PainterType = "WorkspaceSync.PagePainter, WorkspaceSync.Terminal";

    private static readonly Lazy<ILivePainter> s_current = new(() => (ILivePainter)Activator.CreateInstance(Type.GetType(PainterType, throwOnError: true)!)!);

    /// <summary>Loaded when first asked for.</summary>
    public static ILivePainter Current => s_current.Value;
}
