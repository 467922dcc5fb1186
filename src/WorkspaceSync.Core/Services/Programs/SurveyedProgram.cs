using System.Text.RegularExpressions;

namespace WorkspaceSync;

/// <summary>A file called syncthing, as a survey found it.</summary>
/// <param name="Path">As it is called.</param>
/// <param name="RealPath">Where links lead.</param>
/// <param name="VersionLine">The first line that it says to <c>--version</c>.</param>
/// <param name="Package">The package that owns it; empty when none is known to.</param>
internal sealed partial record SurveyedProgram(string Path, string RealPath, string VersionLine, string Package)
{
    /// <summary>Null when what it says of itself is not what Syncthing says.</summary>
    public string? Version => VersionPattern().Match(VersionLine) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>How it came there.</summary>
    /// <param name="userHome">The user's home directory.</param>
    public SyncthingSource SourceIn(string userHome) =>
        RealPath.Contains("/Cellar/", StringComparison.Ordinal) || RealPath.Contains("/homebrew/", StringComparison.Ordinal) || RealPath.Contains("/linuxbrew/", StringComparison.Ordinal)
            ? SyncthingSource.Homebrew
            : RealPath.StartsWith("/snap/", StringComparison.Ordinal) || Path.StartsWith("/snap/", StringComparison.Ordinal)
                ? SyncthingSource.Snap
                : Package.Length > 0
                    ? SyncthingSource.Package
                    : Path.StartsWith($"{userHome}/bin/", StringComparison.Ordinal) || Path.StartsWith($"{userHome}/.local/bin/", StringComparison.Ordinal)
                        ? SyncthingSource.UserCopy
                        : SyncthingSource.Elsewhere;

    [GeneratedRegex(@"^syncthing (v\d+\.\d+\S*) ", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
