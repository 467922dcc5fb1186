namespace WorkspaceSync;

/// <summary>What a machine's files say about its ZeroTier service.</summary>
internal sealed record ZeroTierHome
{
    public const int DefaultPort = 9993;

    public required string Directory { get; init; }

    /// <summary>Whether the directory is there; without it ZeroTier was never started here.</summary>
    public required bool Exists { get; init; }

    /// <summary>Whether it is where the system has it, so that nobody has to be told.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>The service's port, and the usual one where its port file cannot be read.</summary>
    public required int Port { get; init; }

    /// <summary>The service's own token; null when this user may not read it.</summary>
    public ApiKey? ServiceToken { get; init; }

    /// <summary>The user's copy of the token; null when there is none. It goes stale when the service makes a new one.</summary>
    public ApiKey? UserToken { get; init; }

    /// <summary>Where the user's copy is, or would be.</summary>
    public required string UserTokenPath { get; init; }

    public required bool IsMac { get; init; }

    /// <summary>Where the service's own token is.</summary>
    public string ServiceTokenPath => $"{Directory}/authtoken.secret";

    /// <summary>The one command that lets this user ask the service, now and whenever the token has changed.</summary>
    public string GrantCommand
    {
        get
        {
            string install = $"sudo install -m 0600 -o \"$(id -un)\" {Quote(ServiceTokenPath)} {Quote(UserTokenPath)}";
            return IsMac ? $"mkdir -p {Quote(Path.GetDirectoryName(UserTokenPath)!)} && {install}" : install;
        }
    }

    /// <summary>The one command that starts the service.</summary>
    public string StartCommand => IsMac
        ? "sudo launchctl kickstart -k system/com.zerotier.one"
        : "sudo systemctl start zerotier-one";

    /// <summary>The one command that starts it anew.</summary>
    public string RestartCommand => IsMac ? StartCommand : "sudo systemctl restart zerotier-one";

    // Read by people first: quotes only where sh needs them.
    private static string Quote(string path) => path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '-' or '_') ? path : ShellQuote.Quote(path);
}
