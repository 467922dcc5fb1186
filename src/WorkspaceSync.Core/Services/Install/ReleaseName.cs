using System.Text.RegularExpressions;

namespace WorkspaceSync;

/// <summary>The name of a release's archive, which says for what machine and which version it is.</summary>
/// <param name="Platform">Such as <c>linux-amd64</c>.</param>
/// <param name="Version">Such as <c>v2.1.3</c>.</param>
internal sealed partial record ReleaseName(string Platform, string Version)
{
    /// <summary>The archive; a zip for Macs.</summary>
    public string File => $"syncthing-{Platform}-{Version}{(Platform.StartsWith("macos", StringComparison.Ordinal) ? ".zip" : ".tar.gz")}";

    /// <summary>The version's numbers, to be compared.</summary>
    public Version Number => ToNumber(Version);

    /// <summary>Whether it is a release, and no candidate for one.</summary>
    public bool IsStable => !Version.Contains('-', StringComparison.Ordinal);

    /// <summary>What releases call a machine; PlatformUnsupported when there is none for it.</summary>
    /// <param name="os">As <c>uname -s</c> says it.</param>
    /// <param name="architecture">As <c>uname -m</c> says it.</param>
    public static string PlatformOf(string os, string architecture, string where)
    {
        string? name = architecture switch
        {
            "x86_64" or "amd64" => "amd64",
            "aarch64" or "arm64" => "arm64",
            "i386" or "i486" or "i586" or "i686" => "386",
            "riscv64" or "s390x" or "ppc64le" or "loongarch64" => architecture == "loongarch64" ? "loong64" : architecture,
            _ => architecture.StartsWith("armv", StringComparison.Ordinal) ? "arm" : null,
        };
        return (os, name) switch
        {
            ("Darwin", "amd64" or "arm64") => "macos-universal",
            ("Linux", not null) => $"linux-{name}",
            _ => throw new SyncException(
                SyncError.PlatformUnsupported,
                $"{where} is a {PrintableText.Of(os)} {PrintableText.Of(architecture)}, for which Install-Syncthing knows no release of Syncthing. Install it there by hand: https://syncthing.net/downloads."),
        };
    }

    /// <summary>The release of a version for a platform; ReleaseNotFound when the text is no version.</summary>
    public static ReleaseName Of(string platform, string version)
    {
        string text = version.StartsWith('v') ? version : $"v{version}";
        return VersionPattern().IsMatch(text)
            ? new ReleaseName(platform, text)
            : throw new SyncException(SyncError.ReleaseNotFound, $"'{version}' is not a version of Syncthing. Give one such as 2.1.3 or v2.1.3.");
    }

    /// <summary>The releases for a platform that a text names: a directory's listing, or a page of one.</summary>
    public static IEnumerable<ReleaseName> FindAll(string platform, string text) =>
        ArchivePattern().Matches(text).Where(match => match.Groups["platform"].Value == platform)
            .Select(match => new ReleaseName(platform, match.Groups["version"].Value)).Distinct();

    /// <summary>A version's numbers: v2.1.3-rc.1 is 2.1.3.</summary>
    public static Version ToNumber(string version) =>
        System.Version.TryParse(version.TrimStart('v').Split('-', '+')[0], out Version? number) ? number : new Version(0, 0);

    [GeneratedRegex(@"^v\d+\.\d+\.\d+(-[A-Za-z0-9.]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"syncthing-(?<platform>[a-z]+-[a-z0-9]+)-(?<version>v\d+\.\d+\.\d+(-[A-Za-z0-9.]+?)?)\.(tar\.gz|zip)(?![A-Za-z0-9.])", RegexOptions.CultureInvariant)]
    private static partial Regex ArchivePattern();
}
