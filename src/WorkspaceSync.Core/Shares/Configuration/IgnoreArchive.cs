using System.Globalization;

namespace WorkspaceSync;

/// <summary>Keeps ignore patterns that are about to be replaced: they are the user's work, and nothing else has them.</summary>
internal static class IgnoreArchive
{
    /// <summary>Where they are kept: <c>$XDG_STATE_HOME/WorkspaceSync/ignores</c>, by default in <c>~/.local/state</c>.</summary>
    public static string Directory => UserState.Directory("ignores");

    /// <returns>The file that they are in.</returns>
    public static string Keep(string node, string shareId, IEnumerable<string> lines)
    {
        System.IO.Directory.CreateDirectory(Directory);
        string name = string.Create(CultureInfo.InvariantCulture, $"{SafeName(node)}-{SafeName(shareId)}-{DateTime.Now:yyyyMMdd-HHmmss-fff}.stignore");
        string file = Path.Join(Directory, name);
        File.WriteAllLines(file, lines);
        return file;
    }

    private static string SafeName(string text) => string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
}
