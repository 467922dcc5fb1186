using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>A table of a configuration file, read key by key; what is left at the end was mistyped.</summary>
internal sealed class DeclaredTable(JObject table, string name)
{
    private readonly List<JProperty> _left = [.. table.Properties()];
    private readonly List<string> _known = [];

    /// <summary>A value; null when there is none.</summary>
    public JToken? Take(string key)
    {
        _known.Add(key);
        JProperty? found = _left.FirstOrDefault(property => string.Equals(property.Name, key, StringComparison.OrdinalIgnoreCase));
        return found is not null && _left.Remove(found) && found.Value.Type != JTokenType.Null ? found.Value : null;
    }

    /// <summary>A text.</summary>
    public string? Text(string key, bool isNeeded = true) => Take(key) switch
    {
        { Type: JTokenType.String } value when ((string)value!).Length > 0 => (string)value!,
        null when !isNeeded => null,
        null => throw new FormatException($"{name} has no {key}"),
        _ => throw new FormatException($"the {key} of {name} is no text"),
    };

    /// <summary>One text or several; null when there are none.</summary>
    public IReadOnlyList<string>? Texts(string key)
    {
        try
        {
            return Take(key) is { } value ? [.. DeclaredField.Texts(value)] : null;
        }
        catch (FormatException)
        {
            throw new FormatException($"the {key} of {name} are no texts");
        }
    }

    /// <summary>Tables, each called by one of its values.</summary>
    public IEnumerable<DeclaredTable> Tables(string key, string called)
    {
        JToken? value = Take(key);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (JToken one in value is JArray several ? several : value is null ? [] : new JArray(value))
        {
            string title = (one as JObject)?.Properties().FirstOrDefault(property => string.Equals(property.Name, called, StringComparison.OrdinalIgnoreCase))?.Value.ToString()
                ?? throw new FormatException($"an entry of {key} is no table with {called}");
            yield return seen.Add(title)
                ? new DeclaredTable((JObject)one, $"the entry '{title}' of {key}")
                : throw new FormatException($"{key} has '{title}' twice");
        }
    }

    /// <summary>The settings that are given, by Syncthing's names.</summary>
    public JObject Fields(IReadOnlyList<DeclaredField> fields)
    {
        JObject found = [];
        foreach (DeclaredField field in fields)
        {
            if (Take(field.Key) is { } value)
            {
                found[field.Field] = field.ToSyncthing(value) ?? throw new FormatException($"the {field.Key} of {name} cannot be {value.ToString(Newtonsoft.Json.Formatting.None)}");
            }
        }

        return found;
    }

    /// <summary>Refuses what nobody took.</summary>
    public void End()
    {
        if (_left is [JProperty first, ..])
        {
            throw new FormatException($"{name} has '{first.Name}', which is none of {string.Join(", ", _known)}");
        }
    }
}
