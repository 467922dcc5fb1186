using System.Text;

namespace WorkspaceSync;

/// <summary>Expands what ssh leaves in its options: <c>~</c>, <c>%h</c> and its like, <c>${NAME}</c>.</summary>
internal sealed class SshTokens(SshOptions options)
{
    // Where a user is given beforehand, files are still those of who asks.
    private static readonly string s_home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>A path of an option, absolute.</summary>
    public string ExpandPath(string path)
    {
        string expanded = Expand(path);
        return expanded == "~" || expanded.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(s_home, expanded[1..]) : Path.GetFullPath(expanded, s_home);
    }

    /// <summary>Any text with tokens, such as a command.</summary>
    public string Expand(string text)
    {
        StringBuilder expanded = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '%' && index + 1 < text.Length && ValueOf(text[index + 1]) is { } value)
            {
                expanded.Append(value);
                index++;
            }
            else if (text[index] == '$' && index + 1 < text.Length && text[index + 1] == '{' && text.IndexOf('}', index) is > 0 and int end)
            {
                expanded.Append(Environment.GetEnvironmentVariable(text[(index + 2)..end]));
                index = end;
            }
            else
            {
                expanded.Append(text[index]);
            }
        }

        return expanded.ToString();
    }

    // %C and the like stand for control sockets, which are ssh's own business.
    private string? ValueOf(char token) => token switch
    {
        '%' => "%",
        'h' => options.HostName,
        'n' => options.OriginalHost,
        'p' => $"{options.Port}",
        'r' => options.User,
        'u' => Environment.UserName,
        'd' => s_home,
        'k' => options.HostKeyAlias ?? options.OriginalHost,
        'l' => System.Net.Dns.GetHostName(),
        'L' => System.Net.Dns.GetHostName().Split('.')[0],
        'j' => options.ProxyJump ?? "",
        _ => null,
    };
}
