using System.Text;

namespace WorkspaceSync;

/// <summary>A path as an ignore pattern.</summary>
internal static class IgnorePath
{
    /// <summary>A pattern for just that path, from the share's root.</summary>
    public static string ToPattern(string path)
    {
        StringBuilder pattern = new("/");
        foreach (char letter in path.TrimEnd('/'))
        {
            if (letter is '*' or '?' or '[' or ']' or '{' or '}' or '\\')
            {
                pattern.Append('\\');
            }

            pattern.Append(letter);
        }

        return pattern.ToString();
    }
}
