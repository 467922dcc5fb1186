using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkspaceSync;

/// <summary>
/// What the name of a conflict copy says: <c>stem.sync-conflict-YYYYMMDD-HHMMSS-SHORTID.ext</c> (lib/model: conflictName; the
/// extension is Go's, from the last dot). The id is the device that wrote the version that won, not the author of the copy.
/// </summary>
/// <param name="OriginalName">The name of the file that it is a copy of, below all tags when copies were copied.</param>
/// <param name="Time">When the copy was made, in local time of the machine that made it; null when the digits are no time.</param>
/// <param name="Winner">The short id of the device whose version won; null in names of long ago.</param>
/// <param name="Depth">1 for a copy, 2 for a copy of a copy, and so on.</param>
internal sealed partial record ConflictName(string OriginalName, DateTime? Time, string? Winner, int Depth)
{
    /// <summary>What every such name has in it: a cheap test before the real one.</summary>
    public const string Mark = ".sync-conflict-";

    private const string TimeFormat = "yyyyMMdd-HHmmss";

    /// <summary>Reads a name without its directory; null when it is none of a conflict copy.</summary>
    public static ConflictName? Parse(string name)
    {
        // A copy that is still being fetched has such a name too.
        if (!name.Contains(Mark, StringComparison.Ordinal) || IgnoreNames.IsTemporary(name))
        {
            return null;
        }

        MatchCollection tags = Tag().Matches(name);
        if (tags.Count == 0)
        {
            return null;
        }

        string original = Tag().Replace(name, "");
        Match newest = tags.MaxBy(tag => tag.Groups["time"].Value, StringComparer.Ordinal)!;
        return original.Length == 0 ? null : new ConflictName(original, ParseTime(newest.Groups["time"].Value), WinnerOf(newest), tags.Count);
    }

    /// <summary>Whether a path, from the share's root, is one of a conflict copy.</summary>
    public static bool IsCopy(string path) => Parse(path[(path.LastIndexOf('/') + 1)..]) is not null;

    /// <summary>The name that Syncthing gives to a copy.</summary>
    /// <param name="name">The file's own name, without its directory.</param>
    /// <param name="winner">The short id of the device whose version won; null leaves it out, as long ago.</param>
    public static string Compose(string name, DateTime time, string? winner)
    {
        int dot = name.LastIndexOf('.');
        string extension = dot < 0 ? "" : name[dot..];
        string tag = string.Create(CultureInfo.InvariantCulture, $"{Mark}{time.ToString(TimeFormat, CultureInfo.InvariantCulture)}{(winner is null ? "" : "-" + winner)}");
        return name[..^extension.Length] + tag + extension;
    }

    private static DateTime? ParseTime(string digits) =>
        DateTime.TryParseExact(digits, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? time : null;

    private static string? WinnerOf(Match tag) => tag.Groups["id"] is { Success: true } id ? id.Value : null;

    // What follows is an extension, another tag, or nothing; anything else is a name of somebody's own making.
    [GeneratedRegex(@"\.sync-conflict-(?<time>[0-9]{8}-[0-9]{6})(-(?<id>[A-Z2-7]{7}))?(?=\.|\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
