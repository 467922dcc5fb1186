using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>PowerShell data files (.psd1): read as data, so that nothing in them is ever run, and written so that they read back.</summary>
internal static class DataFile
{
    /// <summary>The file's table; ConfigurationInvalid when it is anything but plain data.</summary>
    public static JObject Read(string path)
    {
        Token[] tokens;
        ParseError[] errors;
        ScriptBlockAst script;
        try
        {
            script = Parser.ParseInput(File.ReadAllText(path), path, out tokens, out errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(SyncError.ConfigurationInvalid, $"{path} cannot be read: {e.Message.TrimEnd('.')}. Export-SyncConfiguration writes such a file.", e);
        }

        if (errors.Length > 0)
        {
            throw Invalid(path, $"line {errors[0].Extent.StartLineNumber}: {errors[0].Message.TrimEnd('.')}");
        }

        if (script is not { ParamBlock: null, BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null, EndBlock.Statements: [PipelineAst { PipelineElements: [CommandExpressionAst { Redirections.Count: 0, Expression: HashtableAst table }] }] })
        {
            throw Invalid(path, "it is not one table @{ … } and nothing else");
        }

        try
        {
            return (JObject)ToToken(table.SafeGetValue());
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw Invalid(path, $"it has something that would have to be run ({e.Message.TrimEnd('.')}); only texts, numbers, $true, $false, lists and tables are data");
        }
    }

    /// <summary>The text of a file with such a table.</summary>
    /// <param name="header">Lines of comment before it.</param>
    public static string Write(JObject table, params string[] header)
    {
        StringBuilder text = new();
        foreach (string line in header)
        {
            text.Append("# ").Append(line).Append('\n');
        }

        Write(table, text, "");
        return text.Append('\n').ToString();
    }

    private static void Write(JToken value, StringBuilder text, string indent)
    {
        switch (value)
        {
            case JObject table:
                text.Append("@{\n");
                foreach (JProperty property in table.Properties())
                {
                    text.Append(indent).Append("    ").Append(IsBare(property.Name) ? property.Name : Quote(property.Name)).Append(" = ");
                    Write(property.Value, text, indent + "    ");
                    text.Append('\n');
                }

                text.Append(indent).Append('}');
                break;
            case JArray { Count: 0 }:
                text.Append("@()");
                break;
            case JArray list:
                text.Append("@(\n");
                foreach (JToken item in list)
                {
                    text.Append(indent).Append("    ");
                    Write(item, text, indent + "    ");
                    text.Append('\n');
                }

                text.Append(indent).Append(')');
                break;
            case { Type: JTokenType.Boolean }:
                text.Append((bool)value ? "$true" : "$false");
                break;
            case { Type: JTokenType.Integer or JTokenType.Float }:
                text.Append(Convert.ToString(((JValue)value).Value, CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(Quote((string?)value ?? ""));
                break;
        }
    }

    private static bool IsBare(string key) => key.Length > 0 && char.IsAsciiLetter(key[0]) && key.All(char.IsAsciiLetterOrDigit);

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    private static JToken ToToken(object? value)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null => JValue.CreateNull(),
            IDictionary table => new JObject(table.Cast<DictionaryEntry>().Select(entry => new JProperty(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, ToToken(entry.Value)))),
            string or bool or int or long or double or decimal => new JValue(plain),
            IEnumerable list => new JArray(list.Cast<object?>().Select(ToToken)),
            _ => throw new FormatException($"a {plain.GetType().Name}"),
        };
    }

    private static SyncException Invalid(string path, string why) => new(
        SyncError.ConfigurationInvalid, $"{path} is no data file: {why}. Nothing in it was run and nothing was changed. Export-SyncConfiguration writes an example.");
}
