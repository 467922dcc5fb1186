using System.Security.Cryptography;

namespace WorkspaceSync.Tests;

/// <summary>A directory's files as they are on disk: the last word on whether two sides are the same.</summary>
internal static partial class FileTree
{
    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111;

    /// <summary>One line an entry: kind, permissions, bytes' hash and path; what Syncthing keeps for itself is left out.</summary>
    public static string Describe(string root)
    {
        IEnumerable<string> lines =
            from one in Entries(root)
            orderby one.Path
            select one.Entry switch
            {
                { LinkTarget: { } target } => $"link {target} {one.Path}",
                FileInfo file => $"file {file.UnixFileMode & Permissions} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))} {one.Path}",
                _ => $"directory {one.Path}",
            };
        return string.Join('\n', lines);
    }

    /// <summary>The same entries, by their paths alone.</summary>
    public static IEnumerable<string> Paths(string root) => Entries(root).Select(one => one.Path);

    private static IEnumerable<(string Path, FileSystemInfo Entry)> Entries(string root) =>
        from entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(root, entry.FullName)
        where path.Split('/')[0] is not (".stfolder" or ".stversions" or ".stignore") && !IsDownload(entry.Name)
        select (path, entry);

    // Of a download that a conflict made pointless one is left behind, until Syncthing tidies up a day later.
    private static bool IsDownload(string name) => name.StartsWith(".syncthing.", StringComparison.Ordinal) && name.EndsWith(".tmp", StringComparison.Ordinal);

    /// <summary>Writes a file, with the directories above it.</summary>
    public static string Write(string root, string path, string text = "")
    {
        string file = Path.Join(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
