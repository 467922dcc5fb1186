using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// Carries requests to one daemon: the key, the pinned certificate or the unix socket, the time limits, and refusals
/// turned into errors with a name. Connections are kept and shared by parallel calls.
/// </summary>
internal sealed class SyncthingTransport : IDisposable
{
    // What an ordinary call may take: large folders make db/status slow, so this is generous.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly SyncthingEndpoint _endpoint;
    private readonly HttpClient _http;

    public SyncthingTransport(SyncthingEndpoint endpoint, string nodeName)
    {
        _endpoint = endpoint;
        NodeName = nodeName;
        _http = new HttpClient(CreateHandler(endpoint)) { BaseAddress = endpoint.Uri, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Add("X-API-Key", endpoint.Key.Reveal());
    }

    /// <summary>The node's name, for messages.</summary>
    public string NodeName { get; set; }

    /// <summary>Sends one request and hands on a successful answer; everything else is thrown by its name.</summary>
    /// <param name="limit">How long until the headers are there; null is the ordinary limit.</param>
    /// <param name="isRepeated">Whether a GET whose connection broke is put once more.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? body, TimeSpan? limit, CancellationToken cancel, bool isRepeated = true)
    {
        // A change of config/gui restarts the listener, and a request just then is reset. Asking again is harmless for a GET.
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await SendOnceAsync(method, path, body, limit ?? s_patience, cancel).ConfigureAwait(false);
            }
            catch (SyncException e) when (e.Error == SyncError.ConnectionLost && method == HttpMethod.Get && isRepeated && attempt == 0)
            {
                await Task.Delay(250, cancel).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler CreateHandler(SyncthingEndpoint endpoint)
    {
        SocketsHttpHandler handler = new()
        {
            UseProxy = false, // a daemon's API is never behind the user's web proxy, and the key must not pass one
            UseCookies = false, // the CSRF cookie of a refused request would only confuse the next
            AllowAutoRedirect = false, // 307 to https would carry the key to whatever answers there
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        };
        if (endpoint.Tunnel is { } tunnel)
        {
            handler.ConnectCallback = async (_, cancel) => await tunnel(cancel).ConfigureAwait(false);
        }
        else if (endpoint.UnixSocket is { } socketPath)
        {
            handler.ConnectCallback = (_, cancel) => ConnectUnixAsync(socketPath, cancel);
        }

        if (endpoint.PinnedCertificate is { } pin)
        {
            // Syncthing's certificate names only the host and is self-signed: a name check always fails, so the bytes are compared.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.GetRawCertData()), pin);
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectUnixAsync(string path, CancellationToken cancel)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, string path, HttpContent? body, TimeSpan limit, CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(limit);
        using HttpRequestMessage request = new(method, path) { Content = body };
        if (_endpoint.UnixSocket is not null)
        {
            request.Headers.Host = "127.0.0.1";
        }

        HttpResponseMessage? answer = null;
        try
        {
            answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            string text = await ReadRefusalAsync(answer, patience.Token).ConfigureAwait(false);
            SyncException refusal = Refusals.Describe(NodeName, _endpoint, method, path, answer, text);
            answer.Dispose();
            throw refusal;
        }
        catch (Exception e) when (e is ObjectDisposedException || (e is OperationCanceledException && !patience.IsCancellationRequested))
        {
            answer?.Dispose();
            throw new SyncException(SyncError.NodeNotFound, $"{NodeName}: this node was disconnected in this session. Connect it again (Connect-SyncNode), or take one of those that Get-SyncNode lists.", e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            answer?.Dispose();
            throw new SyncException(
                SyncError.RequestTimedOut,
                $"{NodeName}: Syncthing did not answer {Refusals.Name(method, path)} within {limit.TotalSeconds:0} s. It may be busy or its disk slow; try again, or look at its log.",
                e);
        }
        catch (HttpRequestException e) when (e.InnerException is SyncException tunnelled)
        {
            answer?.Dispose();
            throw Refusals.DescribeTunnel(NodeName, _endpoint, tunnelled);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            answer?.Dispose();
            throw Refusals.DescribeFailure(NodeName, _endpoint, e);
        }
    }

    private static async Task<string> ReadRefusalAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        using Stream stream = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        byte[] start = new byte[2048]; // an error is a line; a foreign server's page needs no more to be known as one
        int length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        return Encoding.UTF8.GetString(start, 0, length).Trim();
    }
}
