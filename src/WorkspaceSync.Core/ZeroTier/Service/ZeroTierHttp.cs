using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WorkspaceSync;

/// <summary>The service's own HTTP API on loopback: requests, the token in its header, and every refusal by its name.</summary>
internal sealed class ZeroTierHttp : IDisposable
{
    private const string TokenHeader = "X-ZT1-Auth";
    private const int LeastBuffer = 1 << 12;
    private const int MostBuffer = 1 << 24; // to begin with, whatever the answer says of itself
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly CancellationTokenSource _closing = new();
    private (string Path, Task<HttpResponseMessage> Answer)? _ahead;

    public ZeroTierHttp(IZeroTierMachine machine, ZeroTierHome home)
    {
        Refusals = new ZeroTierRefusals(machine.HostName, home);
        SocketsHttpHandler handler = new()
        {
            UseProxy = false, // the token must not pass the user's web proxy
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = (_, cancel) => machine.ConnectAsync(home.Port, cancel),
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{home.Port}"), Timeout = Timeout.InfiniteTimeSpan };

        // The service sends an answer in two pieces with Nagle's algorithm on, so that on a kept connection each waits for a
        // delayed acknowledgement: 48 ms a request, where a fresh connection takes less than one.
        _http.DefaultRequestHeaders.ConnectionClose = true;
    }

    public ZeroTierRefusals Refusals { get; }

    /// <summary>Sent with every request from now on.</summary>
    public ApiKey? Token { get; set; }

    /// <summary>
    /// Asks without a token: ZeroTier answers 401 with a JSON body. Whatever else has the port is found out before it gets
    /// to see a token.
    /// </summary>
    public async Task KnockAsync(CancellationToken cancel)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "/status", null, cancel).ConfigureAwait(false);
        string? type = answer.Content.Headers.ContentType?.MediaType;
        if (answer.StatusCode != HttpStatusCode.Unauthorized || type is not (null or "application/json") || answer.Headers.WwwAuthenticate.Count > 0)
        {
            throw Refusals.NotZeroTier($"{(int)answer.StatusCode} {type} to a request without a token");
        }
    }

    /// <summary>Reads an answer whole. Null when there is none: 404, or 401 when <paramref name="orRejected"/>.</summary>
    public async Task<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel, bool orRejected = false)
        where T : class
    {
        using HttpResponseMessage answer = await GetAsync(path, cancel).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound || (orRejected && answer.StatusCode == HttpStatusCode.Unauthorized))
        {
            return null;
        }

        Check(answer, $"GET {path}");
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            return await ParseAsync(answer.Content, type, patience.Token).ConfigureAwait(false) ?? throw new JsonException("It is empty.");
        }
        catch (Exception e) when (Describe(e, $"GET {path}", cancel) is { } described)
        {
            throw described;
        }
    }

    /// <summary>
    /// Asks for something that is going to be read next, so that the service puts it together while something else is asked. Nothing
    /// is lost where that turns out to be in vain.
    /// </summary>
    public void AskAhead(string path) => _ahead = (path, SendAsync(HttpMethod.Get, path, null, _closing.Token));

    /// <summary>Hands out the entries of a list while it arrives.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancel)
        where T : class
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path, null, cancel).ConfigureAwait(false);
        Check(answer, $"GET {path}");
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Stream stream = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using IAsyncEnumerator<T?> entries = JsonSerializer.DeserializeAsyncEnumerable(stream, type, patience.Token).GetAsyncEnumerator(patience.Token);
        while (true)
        {
            ValueTask<bool> next = entries.MoveNextAsync();
            bool isWaiting = !next.IsCompleted;
            if (isWaiting)
            {
                patience.CancelAfter(s_patience); // for the next entry: however many there are, a service that stalls is named
            }

            try
            {
                if (!await next.ConfigureAwait(false))
                {
                    yield break;
                }

                if (isWaiting)
                {
                    patience.CancelAfter(Timeout.InfiniteTimeSpan); // the consumer may take its time
                }
            }
            catch (Exception e) when (Describe(e, $"GET {path}", cancel) is { } described)
            {
                throw described;
            }

            yield return entries.Current ?? throw Refusals.Malformed($"GET {path}", "an entry is null", null);
        }
    }

    /// <summary>Tells the service something; what it answers is no proof of anything.</summary>
    public async Task TellAsync(HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        using StringContent? content = body is null ? null : new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await SendAsync(method, path, content, cancel).ConfigureAwait(false);
        Check(answer, $"{method} {path}");
    }

    public void Dispose()
    {
        _closing.Cancel();
        if (_ahead is { } ahead)
        {
            // Nobody is going to look at it: neither at what it holds nor at why it failed.
            _ = ahead.Answer.ContinueWith(
                static asked =>
                {
                    if (asked.IsCompletedSuccessfully)
                    {
                        asked.Result.Dispose();
                    }
                    else
                    {
                        _ = asked.Exception;
                    }
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        _http.Dispose();
        _closing.Dispose();
    }

    private void Check(HttpResponseMessage answer, string request)
    {
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            throw Refusals.ServiceTokenRejected();
        }

        if (!answer.IsSuccessStatusCode)
        {
            throw Refusals.Refused(request, $"{(int)answer.StatusCode} {answer.ReasonPhrase}");
        }
    }

    private Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancel)
    {
        if (_ahead is { } ahead && ahead.Path == path)
        {
            _ahead = null; // an answer is read once
            return ahead.Answer.WaitAsync(cancel);
        }

        return SendAsync(HttpMethod.Get, path, null, cancel);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        using HttpRequestMessage request = new(method, path) { Content = body };
        if (Token is { } token)
        {
            request.Headers.Add(TokenHeader, token.Reveal());
        }

        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (Describe(e, $"{method} {path}", cancel) is { } described)
        {
            throw described;
        }
    }

    // In a buffer of the pool: arrays of such sizes are collected only along with the whole heap, and a session has much of it.
    private static async Task<T?> ParseAsync<T>(HttpContent content, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        Stream body = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(content.Headers.ContentLength ?? 0, LeastBuffer, MostBuffer));
        try
        {
            int used = 0;
            while (await body.ReadAsync(buffer.AsMemory(used), cancel).ConfigureAwait(false) is int read and > 0)
            {
                used += read;
                if (used == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return JsonSerializer.Deserialize(buffer.AsSpan(0, used), type);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private SyncException? Describe(Exception error, string request, CancellationToken cancel) => error switch
    {
        OperationCanceledException when !cancel.IsCancellationRequested => Refusals.TimedOut(request, s_patience, error),
        JsonException => Refusals.Malformed(request, error.Message, error),
        HttpRequestException or IOException => Refusals.Describe(error),
        _ => null,
    };
}
