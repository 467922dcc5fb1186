using System.Buffers;

namespace WorkspaceSync;

/// <summary>The names that a walk need not enter: those that a set leaves out wherever they are, with all that is in them.</summary>
internal static class IgnorePruning
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("/*?[]{}\\(),|");

    /// <summary>Plain names only, and none when an exception could bring back what is below one.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> lines)
    {
        List<string> names = [];
        foreach (string line in lines)
        {
            string pattern = line.Trim();
            if (pattern.StartsWith('!') || pattern.StartsWith("#escape", StringComparison.Ordinal) || pattern.StartsWith("#include", StringComparison.Ordinal))
            {
                return [];
            }

            string name = pattern.StartsWith("(?d)", StringComparison.Ordinal) ? pattern[4..] : pattern;
            if (name.Length > 0 && !name.StartsWith("//", StringComparison.Ordinal) && !name.StartsWith('-') && !name.AsSpan().ContainsAny(s_special))
            {
                names.Add(name);
            }
        }

        return names;
    }
}
