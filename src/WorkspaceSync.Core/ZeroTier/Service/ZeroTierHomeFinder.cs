using System.Globalization;

namespace WorkspaceSync;

/// <summary>Finds home, port and tokens as zerotier-cli does (one.cpp, osdep/OSUtils.cpp), and says what may not be read.</summary>
internal sealed class ZeroTierHomeFinder(Func<string, string?> environment, string userHome, bool isMac)
{
    /// <summary>The variable that names another home, here as for zerotier-cli.</summary>
    public const string Variable = "ZEROTIER_HOME";

    /// <summary>The home of this machine and user.</summary>
    public static ZeroTierHome FindHere() => new ZeroTierHomeFinder(
        Environment.GetEnvironmentVariable,
        Environment.GetEnvironmentVariable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsMacOS()).Find();

    /// <summary>Where a system has it.</summary>
    public static string DefaultDirectory(bool isMac) => isMac ? "/Library/Application Support/ZeroTier/One"
        : OperatingSystem.IsFreeBSD() ? "/var/db/zerotier-one"
        : "/var/lib/zerotier-one";

    public ZeroTierHome Find()
    {
        string standard = DefaultDirectory(isMac);
        string directory = environment(Variable) is { Length: > 0 } named ? Path.GetFullPath(named).TrimEnd('/') : standard;
        string userToken = UserTokenPath(userHome, isMac);
        return new ZeroTierHome
        {
            Directory = directory,
            Exists = System.IO.Directory.Exists(directory),
            IsDefault = directory == standard,
            Port = ParsePort(Read(Path.Join(directory, "zerotier-one.port"))),
            ServiceToken = ToToken(Read(Path.Join(directory, "authtoken.secret"))),
            UserToken = ToToken(Read(userToken)),
            UserTokenPath = userToken,
            IsMac = isMac,
        };
    }

    /// <summary>Where a user's copy of the token is (one.cpp).</summary>
    public static string UserTokenPath(string userHome, bool isMac) =>
        $"{userHome}/{(isMac ? "Library/Application Support/ZeroTier/One/authtoken.secret" : ".zeroTierOneAuthToken")}";

    /// <summary>The port in the service's file; the usual one when it says none.</summary>
    public static int ParsePort(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536 ? port : ZeroTierHome.DefaultPort;

    /// <summary>A token out of a file's text; null when there is none. Whatever could not be in a header is no token.</summary>
    public static ApiKey? ToToken(string? text) =>
        text?.Trim() is { Length: > 0 } token && token.All(letter => letter is > ' ' and < '\x7f') ? new ApiKey(token) : null;

    // What may not be read is, for zerotier-cli and for us, as if it weren't there: the next place is looked at.
    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
