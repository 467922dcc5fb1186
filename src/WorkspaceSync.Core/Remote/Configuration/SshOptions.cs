using System.Globalization;

namespace WorkspaceSync;

/// <summary>What ssh would do for a host, as <c>ssh -G</c> tells it. Paths and lists are as they are written there.</summary>
internal sealed class SshOptions
{
    private readonly ILookup<string, string> _values;

    private SshOptions(string name, ILookup<string, string> values)
    {
        Name = name;
        _values = values;
    }

    /// <summary>What the user types to <c>ssh</c>.</summary>
    public string Name { get; }

    /// <summary>The name without user and port, which <c>%n</c> stands for.</summary>
    public string OriginalHost => Get("host") ?? Name;

    public string HostName => Get("hostname") ?? OriginalHost;

    public int Port => GetNumber("port") is { } port and > 0 and < 65536 ? port : 22;

    public string User => Get("user") ?? Environment.UserName;

    /// <summary>The name that host keys are kept under, instead of the host's own.</summary>
    public string? HostKeyAlias => Get("hostkeyalias");

    /// <summary>A command that speaks to the host's sshd on its standard streams; its tokens are not expanded yet.</summary>
    public string? ProxyCommand => Get("proxycommand");

    /// <summary>The host, or list of hosts, to go through.</summary>
    public string? ProxyJump => Get("proxyjump");

    /// <summary>Null leaves it to the operating system.</summary>
    public TimeSpan? ConnectTimeout => GetNumber("connecttimeout") is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Null when the configuration asks for none.</summary>
    public TimeSpan? ServerAliveInterval => GetNumber("serveraliveinterval") is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;

    public int ServerAliveCountMax => GetNumber("serveralivecountmax") ?? 3;

    public int PasswordPrompts => GetNumber("numberofpasswordprompts") ?? 3;

    /// <summary>The first value of an option; null when there is none, and for <c>none</c>.</summary>
    public string? Get(string option) => _values[option].FirstOrDefault() is { } value && value != "none" ? value : null;

    /// <summary>Whether an option was given at all, be it <c>none</c>.</summary>
    public bool Has(string option) => _values.Contains(option);

    /// <summary>Every value of an option that may stand several times.</summary>
    public IEnumerable<string> GetAll(string option) => _values[option].Where(value => value != "none");

    /// <summary>An option that is a list of words.</summary>
    public IReadOnlyList<string> GetWords(string option) =>
        Get(option)?.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public bool IsYes(string option) => Get(option) is "yes" or "true";

    public bool IsNo(string option) => Get(option) is "no" or "false";

    /// <summary>Takes the answer of <c>ssh -G</c> apart.</summary>
    public static SshOptions Parse(string name, string answer) => new(name, answer
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.TrimEnd('\r').Split(' ', 2))
        .ToLookup(pair => pair[0].ToLowerInvariant(), pair => pair.Length > 1 ? pair[1].Trim() : ""));

    private int? GetNumber(string option) =>
        int.TryParse(Get(option), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
