using System.Globalization;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>One setting: its name in a configuration file, and Syncthing's.</summary>
/// <param name="Key">The name in the file.</param>
/// <param name="Field">The name in Syncthing's object.</param>
/// <param name="ToSyncthing">The file's value as Syncthing has it; null when it is none.</param>
/// <param name="ToFile">The reverse.</param>
internal sealed record DeclaredField(string Key, string Field, Func<JToken, JToken?> ToSyncthing, Func<JToken, JToken?> ToFile)
{
    /// <summary>What a share may have besides its id, path, devices, patterns and versioning.</summary>
    public static IReadOnlyList<DeclaredField> OfShare { get; } =
    [
        Same("Label", "label", JTokenType.String),
        new("Type", "type", TypeOf, value => FolderDocument.ToType((string?)value).ToString()),
        Span("RescanInterval", "rescanIntervalS"),
        Same("WatcherEnabled", "fsWatcherEnabled", JTokenType.Boolean),
        Span("WatcherDelay", "fsWatcherDelayS"),
        Same("MaxConflicts", "maxConflicts", JTokenType.Integer),
        Same("Paused", "paused", JTokenType.Boolean),
    ];

    /// <summary>What a device may have besides its id.</summary>
    public static IReadOnlyList<DeclaredField> OfDevice { get; } =
    [
        Same("Name", "name", JTokenType.String),
        new("Addresses", "addresses", value => new JArray(Texts(value).Select(DeviceAddress.Parse)), value => value),
        Same("Paused", "paused", JTokenType.Boolean),
    ];

    /// <summary>One text or several, as texts.</summary>
    public static IEnumerable<string> Texts(JToken value) =>
        (value is JArray several ? several : new JArray(value)).Select(one => one.Type == JTokenType.String ? (string)one! : throw new FormatException("it is no text"));

    private static DeclaredField Same(string key, string field, JTokenType type) => new(key, field, value => value.Type == type ? value : null, value => value);

    private static DeclaredField Span(string key, string field) => new(key, field, SecondsOf, value => TimeSpan.FromSeconds(value.Value<double>()).ToString("c", CultureInfo.InvariantCulture));

    // A bare number is seconds, as in every -Timeout; 1.19 takes whole seconds only, and has no others to write down.
    private static JToken? SecondsOf(JToken value) => value.Type switch
    {
        JTokenType.Integer when value.Value<long>() is >= 0 and <= int.MaxValue => value.Value<int>(),
        JTokenType.String when TimeSpan.TryParseExact((string)value!, "c", CultureInfo.InvariantCulture, out TimeSpan span) && span >= TimeSpan.Zero =>
            span.Ticks % TimeSpan.TicksPerSecond == 0 ? new JValue((int)span.TotalSeconds) : new JValue(span.TotalSeconds),
        _ => null,
    };

    private static JValue? TypeOf(JToken value) =>
        value.Type == JTokenType.String && Enum.TryParse((string)value!, ignoreCase: true, out SyncShareType type) && Enum.IsDefined(type) && type != SyncShareType.ReceiveEncrypted
            ? new JValue(FolderDocument.FromType(type))
            : null;
}
