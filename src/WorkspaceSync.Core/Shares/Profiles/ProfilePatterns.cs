namespace WorkspaceSync;

/// <summary>What can be done to a profile's patterns on the way to a share.</summary>
internal static class ProfilePatterns
{
    private const string Git = ".git";

    /// <summary>
    /// The patterns with all of each repository's <c>.git</c> left out. Without <c>(?d)</c>: it may hold commits that are nowhere
    /// else. It comes first, so that no exception brings a part of it back.
    /// </summary>
    public static string[] WithoutGit(IReadOnlyList<string> patterns) => [Git, .. patterns.Where(pattern => pattern != Git)];
}
