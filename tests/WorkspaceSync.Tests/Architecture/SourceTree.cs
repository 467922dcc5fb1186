using System.Text.RegularExpressions;

namespace WorkspaceSync.Tests;

/// <summary>The sources that the assemblies under test were built of, and the room that each type is in.</summary>
internal static partial class SourceTree
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All source files of a project, without what the build makes.</summary>
    public static IEnumerable<string> Files(string project) =>
        Directory.EnumerateFiles(Path.Join(Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Path.Join(Root, "src", project), file).Split('/').Any(part => part is "bin" or "obj"));

    /// <summary>The types that a file declares, in their order; those within a type are its own affair.</summary>
    public static IReadOnlyList<(string Name, bool IsPublic)> Types(string file) =>
        [.. TypeDeclaration().Matches(File.ReadAllText(file)).Select(match => (match.Groups["name"].Value, match.Groups["public"].Success))];

    /// <summary>The room of each type, which is the first folder; "" is the project's own folder.</summary>
    public static Dictionary<string, string> Rooms(string project)
    {
        Dictionary<string, string> rooms = [];
        foreach (string file in Files(project))
        {
            string room = Path.GetRelativePath(Path.Join(Root, "src", project), file).Split('/') is [string first, _, ..] ? first : "";
            foreach ((string name, _) in Types(file))
            {
                rooms[name] = room;
            }
        }

        return rooms;
    }

    private static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "WorkspaceSync.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run below the solution's folder.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(
        @"^((?<public>public)|internal|file|sealed|abstract|static|partial|readonly|ref| )*\b(class|record struct|record|struct|interface|enum|delegate \S+)\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeDeclaration();
}
