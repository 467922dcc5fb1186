using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Takes keys, passwords and tokens out of what is to be shown to others.</summary>
internal sealed class SecretFilter
{
    public const string Removed = "(removed)";

    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
        { "apiKey", "password", "encryptionPassword", "user", "urUniqueId", "certName", "bindDN", "token" };

    private readonly HashSet<string> _values = [];

    /// <summary>A value that must not stand anywhere.</summary>
    public void Add(string? value)
    {
        if (value is { Length: > 5 })
        {
            _values.Add(value);
        }
    }

    /// <summary>Takes the secret fields out of a document, and remembers their values.</summary>
    public JToken Clean(JToken document)
    {
        foreach (JProperty field in document.SelectTokens("$..*").Select(token => token.Parent).OfType<JProperty>().Distinct().ToArray())
        {
            if (s_names.Contains(field.Name) && field.Value is JValue { Value: string { Length: > 0 } secret })
            {
                Add(field.Name.Equals("user", StringComparison.OrdinalIgnoreCase) ? null : secret);
                field.Value = Removed;
            }
        }

        return document;
    }

    /// <summary>Takes the values that are known out of a text.</summary>
    public string Clean(string text) => _values.Aggregate(text, (rest, secret) => rest.Replace(secret, Removed, StringComparison.Ordinal));
}
