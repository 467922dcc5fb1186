using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Reads and writes JSON over the transport. Small answers are read whole, growing ones as a stream.</summary>
internal sealed class SyncthingRest(SyncthingTransport transport, SyncthingEndpoint endpoint)
{
    // Instants keep their offset, and nothing else is taken for a date.
    private static readonly JsonSerializer s_json = JsonSerializer.Create(new JsonSerializerSettings
    {
        DateParseHandling = DateParseHandling.None,
        Culture = CultureInfo.InvariantCulture,
    });

    /// <summary>The node's name, for messages.</summary>
    public string NodeName => transport.NodeName;

    /// <summary>Reads one answer into an object.</summary>
    /// <param name="isRepeated">Whether a connection that breaks is made again and the question put once more.</param>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancel, TimeSpan? limit = null, bool isRepeated = true)
        where T : class
    {
        using HttpResponseMessage answer = await transport.SendAsync(HttpMethod.Get, path, null, limit, cancel, isRepeated).ConfigureAwait(false);
        return await ReadAsync(answer, path, reader => s_json.Deserialize<T>(reader), cancel).ConfigureAwait(false);
    }

    /// <summary>Reads a configuration object as it is, with the fields that we don't know.</summary>
    public async Task<JObject> GetDocumentAsync(string path, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await transport.SendAsync(HttpMethod.Get, path, null, null, cancel).ConfigureAwait(false);
        return await ReadAsync(answer, path, reader => s_json.Deserialize<JObject>(reader), cancel).ConfigureAwait(false);
    }

    /// <summary>Hands each object of an answer on as it arrives, so that memory stays flat however long the answer is.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string path, Func<JsonTextReader, CancellationToken, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        using HttpResponseMessage answer = await transport.SendAsync(HttpMethod.Get, path, null, null, cancel).ConfigureAwait(false);
        using StoppableStream stream = new(await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false), cancel);
        using JsonTextReader reader = new(new StreamReader(stream, Encoding.UTF8)) { DateParseHandling = DateParseHandling.None };
        await using IAsyncEnumerator<T> items = read(reader, cancel).GetAsyncEnumerator(cancel);
        while (await NextAsync(items, answer, path, cancel).ConfigureAwait(false))
        {
            yield return items.Current;
        }
    }

    /// <summary>Reads the object that an open stream stands at.</summary>
    public static async Task<T> ReadObjectAsync<T>(JsonReader reader, CancellationToken cancel)
        where T : class => (await JObject.LoadAsync(reader, cancel).ConfigureAwait(false)).ToObject<T>(s_json)!;

    /// <summary>Sends a document, and takes the empty answer.</summary>
    public async Task SendAsync(HttpMethod method, string path, JToken? document, CancellationToken cancel, TimeSpan? limit = null)
    {
        using StringContent? body = document is null ? null : new(document.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await transport.SendAsync(method, path, body, limit, cancel).ConfigureAwait(false);
    }

    /// <summary>Sends a document, and reads the answer.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, JToken? document, CancellationToken cancel)
        where T : class
    {
        using StringContent? body = document is null ? null : new(document.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await transport.SendAsync(method, path, body, null, cancel).ConfigureAwait(false);
        return await ReadAsync(answer, path, reader => s_json.Deserialize<T>(reader), cancel).ConfigureAwait(false);
    }

    /// <summary>Escapes one value of a query or a path segment.</summary>
    public static string Escape(string value) => Uri.EscapeDataString(value);

    // Taken in whole, asynchronously, as the parser pulls synchronously, which no token reaches.
    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, string path, Func<JsonTextReader, T?> read, CancellationToken cancel)
        where T : class
    {
        try
        {
            byte[] body = await answer.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
            using JsonTextReader reader = new(new StringReader(Encoding.UTF8.GetString(body))) { DateParseHandling = DateParseHandling.None };
            return read(reader) ?? throw new JsonSerializationException("The answer is empty.");
        }
        catch (Exception e) when (Describe(e, answer, path, cancel) is { } described)
        {
            throw described;
        }
    }

    private async Task<bool> NextAsync<T>(IAsyncEnumerator<T> items, HttpResponseMessage answer, string path, CancellationToken cancel)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (Describe(e, answer, path, cancel) is { } described)
        {
            throw described;
        }
    }

    private Exception? Describe(Exception error, HttpResponseMessage answer, string path, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return new OperationCanceledException(cancel);
        }

        if (error is HttpRequestException or IOException)
        {
            return Refusals.DescribeFailure(NodeName, endpoint, error);
        }

        if (error is not (JsonException or FormatException or InvalidCastException or OverflowException))
        {
            return null;
        }

        return answer.Content.Headers.ContentType?.MediaType is { } type && !type.EndsWith("json", StringComparison.Ordinal)
            ? Refusals.NotSyncthing(NodeName, endpoint, $"{type} to {Refusals.Name(HttpMethod.Get, path)}")
            : new SyncException(
                SyncError.AnswerMalformed,
                $"{NodeName}: the answer to {Refusals.Name(HttpMethod.Get, path)} cannot be read ({error.Message}). Is it a Syncthing that this module knows (1.19 and later)?",
                error);
    }
}
