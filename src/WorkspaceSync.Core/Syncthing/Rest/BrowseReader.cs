using System.Globalization;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;

namespace WorkspaceSync;

/// <summary>Flattens the nested lists of <c>db/browse</c> while they are read: an entry's children come after its own fields.</summary>
internal static class BrowseReader
{
    public static async IAsyncEnumerable<BrowseEntry> ReadAsync(JsonTextReader reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        Stack<string> parents = new();
        string parent = "", name = "", type = "";
        long size = 0;
        DateTimeOffset? modified = null;
        bool isPending = false;
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
        {
            switch (reader.TokenType)
            {
                case JsonToken.StartObject:
                    (name, type, size, modified, isPending) = ("", "", 0, null, true);
                    break;
                case JsonToken.PropertyName:
                    string field = (string)reader.Value!;
                    await reader.ReadAsync(cancel).ConfigureAwait(false);
                    switch (field)
                    {
                        case "name":
                            name = (string?)reader.Value ?? "";
                            break;
                        case "type":
                            type = (string?)reader.Value ?? "";
                            break;
                        case "size":
                            size = Convert.ToInt64(reader.Value, CultureInfo.InvariantCulture);
                            break;
                        case "modTime":
                            modified = DateTimeOffset.Parse((string)reader.Value!, CultureInfo.InvariantCulture);
                            break;
                        case "children" when reader.TokenType == JsonToken.StartArray:
                            yield return new BrowseEntry(parent + name, type, size, modified);
                            isPending = false;
                            parents.Push(parent);
                            parent = $"{parent}{name}/";
                            break;
                        default:
                            await reader.SkipAsync(cancel).ConfigureAwait(false);
                            break;
                    }

                    break;
                case JsonToken.EndArray when parents.Count > 0:
                    parent = parents.Pop();
                    break;
                case JsonToken.EndObject when isPending:
                    yield return new BrowseEntry(parent + name, type, size, modified);
                    isPending = false;
                    break;
            }
        }
    }
}
