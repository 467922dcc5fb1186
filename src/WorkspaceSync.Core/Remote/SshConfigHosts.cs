namespace WorkspaceSync;

/// <summary>The hosts that ssh's configuration names, for completion only: what a name means is <c>ssh -G</c>'s to say.</summary>
internal static class SshConfigHosts
{
    private const int DeepestInclude = 8;

    private static readonly char[] s_blanks = [' ', '\t', '='];

    /// <summary>Names without wildcards, in the order of the files.</summary>
    public static IReadOnlyList<string> Read()
    {
        List<string> hosts = [];
        ReadFile(SshProgram.ConfigFile ?? Path.Join(UserFolder, "config"), hosts, 0);
        return [.. hosts.Distinct()];
    }

    private static string UserFolder => Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh");

    private static void ReadFile(string file, List<string> hosts, int depth)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }

        foreach (string line in lines)
        {
            string[] words = line.Trim().Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2)
            {
                continue;
            }

            if (words[0].Equals("Host", StringComparison.OrdinalIgnoreCase))
            {
                hosts.AddRange(words.Skip(1).Select(word => word.Trim('"')).Where(word => word.IndexOfAny(['*', '?', '!']) < 0));
            }
            else if (words[0].Equals("Include", StringComparison.OrdinalIgnoreCase) && depth < DeepestInclude)
            {
                foreach (string included in words.Skip(1).SelectMany(Expand))
                {
                    ReadFile(included, hosts, depth + 1);
                }
            }
        }
    }

    // ssh_config(5): a relative one is below ~/.ssh, and the last part may have wildcards.
    private static string[] Expand(string pattern)
    {
        string path = pattern.Trim('"');
        path = path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
            : Path.GetFullPath(path, UserFolder);
        try
        {
            return [.. Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
