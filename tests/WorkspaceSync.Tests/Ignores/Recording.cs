namespace WorkspaceSync.Tests;

/// <summary>Finds the recordings that the build put beside the tests.</summary>
internal static class Recording
{
    public static string Path(params string[] parts) =>
        System.IO.Path.Combine([AppContext.BaseDirectory, "Recordings", .. parts]);
}
