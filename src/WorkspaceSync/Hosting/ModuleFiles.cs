namespace WorkspaceSync;

/// <summary>What ships beside the module's dll.</summary>
internal static class ModuleFiles
{
    // The dll is in bin/, everything that is text one level up.
    private static readonly string s_root = Path.GetDirectoryName(Path.GetDirectoryName(typeof(ModuleFiles).Assembly.Location))!;

    /// <summary>The profiles of the module and of the user.</summary>
    public static ProfileStore Profiles { get; } = new(Path.Join(s_root, "Profiles"), ProfileStore.DefaultUserFolder());
}
