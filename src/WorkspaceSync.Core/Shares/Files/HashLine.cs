using System.Text;

namespace WorkspaceSync;

/// <summary>A line of sha256sum or shasum: the hash, two characters, the name; with a backslash in front the name is escaped.</summary>
internal static class HashLine
{
    private const int HashLength = 64;

    public static (string Path, string Hash) Parse(string line)
    {
        bool isEscaped = line.StartsWith('\\');
        string text = isEscaped ? line[1..] : line;
        string name = text[(HashLength + 2)..];
        return (isEscaped ? Unescape(name) : name, text[..HashLength]);
    }

    private static string Unescape(string name)
    {
        StringBuilder plain = new(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            plain.Append(name[i] != '\\' || i + 1 == name.Length ? name[i] : name[++i] switch
            {
                'n' => '\n',
                'r' => '\r',
                char other => other,
            });
        }

        return plain.ToString();
    }
}
