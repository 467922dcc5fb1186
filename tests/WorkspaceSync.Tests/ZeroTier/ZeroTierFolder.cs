using System.Globalization;

namespace WorkspaceSync.Tests;

/// <summary>A directory as a ZeroTier service's home is, which may be named to whatever asks in this process.</summary>
internal sealed class ZeroTierFolder : IDisposable
{
    private readonly bool _isHere;
    private readonly string? _before = Environment.GetEnvironmentVariable(ZeroTierHomeFinder.Variable);

    /// <param name="port">What the port file says; null leaves it out.</param>
    /// <param name="token">What the token's file says; null leaves it out.</param>
    /// <param name="isHere">Whether it is named to this process.</param>
    public ZeroTierFolder(int? port, string? token, bool isHere = true)
    {
        _isHere = isHere;
        Path = Directory.CreateTempSubdirectory("wszt-").FullName;
        if (port is { } number)
        {
            File.WriteAllText(System.IO.Path.Join(Path, "zerotier-one.port"), number.ToString(CultureInfo.InvariantCulture));
        }

        if (token is not null)
        {
            File.WriteAllText(TokenPath, token);
        }

        if (isHere)
        {
            Environment.SetEnvironmentVariable(ZeroTierHomeFinder.Variable, Path);
        }
    }

    public string Path { get; }

    public string TokenPath => System.IO.Path.Join(Path, "authtoken.secret");

    public void Dispose()
    {
        if (_isHere)
        {
            Environment.SetEnvironmentVariable(ZeroTierHomeFinder.Variable, _before);
        }

        Directory.Delete(Path, recursive: true);
    }
}
