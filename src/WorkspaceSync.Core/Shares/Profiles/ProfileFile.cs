using System.Globalization;

namespace WorkspaceSync;

/// <summary>
/// Reads a profile: a plain <c>.stignore</c> whose leading comments carry the settings (<c>// @localType: ReceiveOnly</c>), so
/// that it can be copied into a share as it is.
/// </summary>
internal sealed class ProfileFile
{
    private const string Marker = "@";
    private const string Settings = "@description, @localType, @remoteType, @rescanInterval";

    private readonly string _path;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _patterns = [];
    private SyncProfile _profile;

    private ProfileFile(string path, bool isBuiltIn)
    {
        _path = path;
        _profile = new(Path.GetFileNameWithoutExtension(path), "", [], path, isBuiltIn);
    }

    /// <summary>Reads a profile; throws <see cref="SyncError.ProfileInvalid"/> naming file and line.</summary>
    public static SyncProfile Read(string path, bool isBuiltIn)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(SyncError.ProfileInvalid, $"The profile '{path}' cannot be read: {e.Message}", e);
        }

        ProfileFile file = new(path, isBuiltIn);
        for (int i = 0; i < lines.Length; i++)
        {
            file.ReadLine(lines[i].Trim(), i + 1);
        }

        // An included file is one of the share's, not of this machine's profiles: it is looked for when the profile is applied.
        return IgnoreSet.Validate(lines, _ => []) is [IgnoreProblem problem, ..]
            ? throw file.Invalid(problem.LineNumber, $"'{problem.Text}': {problem.Message}")
            : file._profile with { Patterns = [.. file._patterns] };
    }

    private void ReadLine(string line, int number)
    {
        if (!line.StartsWith("//", StringComparison.Ordinal))
        {
            if (line.Length > 0)
            {
                _patterns.Add(line);
            }

            return;
        }

        string comment = line[2..].Trim();
        int colon = comment.IndexOf(':');
        if (!comment.StartsWith(Marker, StringComparison.Ordinal))
        {
            return;
        }

        if (colon < 0)
        {
            throw Invalid(number, $"a setting is written '// @name: value'; the settings are {Settings}");
        }

        string name = comment[Marker.Length..colon].Trim();
        if (_patterns.Count > 0)
        {
            throw Invalid(number, $"the setting '@{name}' has to stand before the first pattern");
        }

        if (!_seen.Add(name))
        {
            throw Invalid(number, $"the setting '@{name}' is given a second time");
        }

        Apply(name, comment[(colon + 1)..].Trim(), number);
    }

    private void Apply(string name, string value, int number) => _profile = name.ToUpperInvariant() switch
    {
        "DESCRIPTION" => _profile with { Description = value },
        "LOCALTYPE" => _profile with { LocalType = ShareType(value, number) },
        "REMOTETYPE" => _profile with { RemoteType = ShareType(value, number) },
        "RESCANINTERVAL" => _profile with { RescanInterval = Interval(value, number) },
        _ => throw Invalid(number, $"there is no setting '@{name}'; the settings are {Settings}"),
    };

    private SyncShareType ShareType(string value, int number)
    {
        string[] names = Enum.GetNames<SyncShareType>();
        int index = Array.FindIndex(names, name => name.Equals(value, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? Enum.GetValues<SyncShareType>()[index]
            : throw Invalid(number, $"'{value}' is none of {string.Join(", ", names)}");
    }

    // A bare number would be days.
    private TimeSpan Interval(string value, int number) =>
        value.Contains(':') && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out TimeSpan interval) && interval >= TimeSpan.Zero
            ? interval
            : throw Invalid(number, $"'{value}' is no interval; write hours, minutes and seconds, as in 01:00:00");

    private SyncException Invalid(int number, string message) =>
        new(SyncError.ProfileInvalid, $"The profile '{_path}' is invalid in line {number}: {message}.");
}
