namespace WorkspaceSync.Tests;

/// <summary>The profiles as the module ships them, which the build puts beside the tests.</summary>
internal static class BuiltInProfiles
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Profiles");

    public static ProfileStore Store => new(Folder, Path.Combine(Folder, "none"));
}
