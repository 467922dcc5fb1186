using System.IO.Enumeration;

namespace WorkspaceSync;

/// <summary>Finds repositories of which only a part would travel: git takes such a mixture for its own, and corrupts it.</summary>
internal static class GitRepository
{
    private const int Deepest = 3;

    /// <summary>The first repository below a path whose .git travels and is not whole; null when there is none.</summary>
    public static string? FindPartlyShared(string root, IReadOnlyList<string> lines)
    {
        if (!Directory.Exists(root))
        {
            return null;
        }

        IgnoreSet set = IgnoreSet.Parse(lines);
        foreach (string repository in Repositories(root))
        {
            string git = Path.GetRelativePath(root, repository);

            // HEAD is in every repository and objects is what patterns leave out for its size.
            if (set.Decide($"{git}/HEAD").Travels != set.Decide($"{git}/objects/aa/file").Travels)
            {
                return repository;
            }
        }

        return null;
    }

    private static FileSystemEnumerable<string> Repositories(string root) => new(
        root,
        (ref FileSystemEntry entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Deepest, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory && entry.FileName is ".git",
        ShouldRecursePredicate = (ref FileSystemEntry entry) =>
            (entry.Attributes & FileAttributes.ReparsePoint) == 0 && entry.FileName is not (".git" or "node_modules" or ".venv" or ".stversions"),
    };
}
