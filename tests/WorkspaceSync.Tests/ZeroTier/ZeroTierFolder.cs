using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>A directory as a ZeroTier service's home is, named to whatever asks in this process.</summary>
internal sealed class ZeroTierFolder : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(ZeroTierHomeFinder.Variable);

    /// <param name="port">What the port file says; null leaves it out.</param>
    /// <param name="token">What the token's file says; null leaves it out.</param>
    public ZeroTierFolder(int? port, string? token)
    {
        Path = Directory.CreateTempSubdirectory("wszt-").FullName;
        if (port is { } number)
        {
            File.WriteAllText(System.IO.Path.Join(Path, "zerotier-one.port"), number.ToString(CultureInfo.InvariantCulture));
        }

        if (token is not null)
        {
            File.WriteAllText(TokenPath, token);
        }

        Environment.SetEnvironmentVariable(ZeroTierHomeFinder.Variable, Path);
    }

    public string Path { get; }

    public string TokenPath => System.IO.Path.Join(Path, "authtoken.secret");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(ZeroTierHomeFinder.Variable, _before);
        Directory.Delete(Path, recursive: true);
    }
}
