using System.Text;

namespace WorkspaceSync;

/// <summary>Names as Syncthing compares them, and the names that it keeps for itself (lib/fs: filesystem.go, tempname.go).</summary>
internal static class IgnoreNames
{
    private static readonly string[] s_internal = [".stfolder", ".stignore", ".stversions"];
    private static readonly string[] s_temporary = [".syncthing.", "~syncthing~"];

    /// <summary>Whether a path is Syncthing's own, or lies in something that is; at the root only.</summary>
    public static bool IsInternal(string path)
    {
        if (!path.StartsWith(".st", StringComparison.Ordinal))
        {
            return false;
        }

        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return s_internal.Contains(slash < 0 ? path : path[..slash]);
    }

    /// <summary>Whether the last name is that of a download in progress. What lies in such a directory isn't meant: it travels.</summary>
    public static bool IsTemporary(string path)
    {
        ReadOnlySpan<char> name = path.AsSpan(path.LastIndexOf('/') + 1);
        foreach (string prefix in s_temporary)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lower case as Go makes it: character by character, İ included, which .NET leaves alone.</summary>
    public static string Fold(string text) => text.ToLowerInvariant().Replace('\u0130', 'i');

    /// <summary>The form in which the daemon stores names.</summary>
    public static string Normalize(string text, bool isMac) =>
        text.Normalize(isMac ? NormalizationForm.FormD : NormalizationForm.FormC);
}
