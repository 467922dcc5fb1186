using System.Globalization;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>
/// Compares configuration as sent with configuration as it is. Syncthing answers 200 to fields that it does not know and
/// values that it replaces, so only reading back tells what was taken.
/// </summary>
internal static class ConfigurationDifference
{
    /// <summary>The fields of <paramref name="wanted"/> that are otherwise in <paramref name="actual"/>.</summary>
    public static JObject Of(JObject wanted, JObject actual)
    {
        JObject different = [];
        foreach (JProperty field in wanted.Properties())
        {
            if (!Holds(field.Value, actual[field.Name]))
            {
                different[field.Name] = field.Value.DeepClone();
            }
        }

        return different;
    }

    // Objects are compared by the fields that were sent; lists by what each sent element has a match for.
    private static bool Holds(JToken wanted, JToken? actual) => (wanted, actual) switch
    {
        (JObject fields, JObject there) => fields.Properties().All(field => Holds(field.Value, there[field.Name])),
        (JArray items, JArray there) => items.Count == there.Count && items.All(item => there.Any(candidate => Holds(item, candidate))),
        (JValue { Value: { } value }, JValue { Value: { } other }) when IsNumber(value) && IsNumber(other) =>
            Convert.ToDouble(value, CultureInfo.InvariantCulture) == Convert.ToDouble(other, CultureInfo.InvariantCulture),
        (_, null) => wanted.Type == JTokenType.Null,
        _ => JToken.DeepEquals(wanted, actual),
    };

    private static bool IsNumber(object value) => value is long or int or double or decimal;
}
