using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Values of a configuration as a row shows them: by the file's names, in the file's words.</summary>
internal static class DriftText
{
    /// <summary>The fields that differ, by the file's names.</summary>
    public static IEnumerable<(string Key, string? Now, string Wanted)> Of(JObject change, JObject current, IReadOnlyList<DeclaredField> fields) =>
        from field in fields
        where change[field.Field] is not null
        select (field.Key, current[field.Field] is { } now ? Show(field.ToFile(now)) : null, Show(field.ToFile(change[field.Field]!))!);

    /// <summary>A value in a few words; null for none.</summary>
    public static string? Show(JToken? value) => value switch
    {
        null or { Type: JTokenType.Null } => null,
        JArray several => string.Join(", ", several.Select(Show)),
        JObject table => string.Join(", ", table.Properties().Select(one => $"{one.Name}={Show(one.Value)}")),
        _ => PrintableText.Of(value.ToString()),
    };
}
