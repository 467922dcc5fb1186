namespace WorkspaceSync.Tests;

/// <summary>What is in a share's directory, without Syncthing's own.</summary>
internal static class Tree
{
    /// <summary>All files, by their paths from the root.</summary>
    public static IEnumerable<string> Files(string root) => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(root, path))
        .Where(path => !path.StartsWith(".st", StringComparison.Ordinal));

    /// <summary>Whether both have the same files with the same bytes.</summary>
    public static bool AreSame(string one, string other)
    {
        HashSet<string> files = [.. Files(one)];
        return files.SetEquals(Files(other))
            && files.All(file => File.ReadAllBytes(Path.Join(one, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Join(other, file))));
    }
}
