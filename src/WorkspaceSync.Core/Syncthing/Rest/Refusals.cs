using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace WorkspaceSync;

/// <summary>
/// Tells one failure to get an answer from another, and says what to do. Syncthing's refusals are plain text and their
/// status codes differ by version, so both are looked at.
/// </summary>
internal static class Refusals
{
    /// <summary>The error for an answer that is no success.</summary>
    public static SyncException Describe(
        string node, SyncthingEndpoint endpoint, HttpMethod method, string path, HttpResponseMessage answer, string text)
    {
        bool isHtml = answer.Content.Headers.ContentType?.MediaType == "text/html";
        if (answer.StatusCode is HttpStatusCode.TemporaryRedirect && answer.Headers.Location?.Scheme == Uri.UriSchemeHttps)
        {
            return new SyncException(
                SyncError.TlsMismatch,
                $"{node}: Syncthing wants TLS at {endpoint.Uri.Authority}. Connect with https:// and its certificate: Connect-SyncNode -ConfigPath (its home) pins it.");
        }

        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && !isHtml)
        {
            switch (text)
            {
                case "CSRF Error" or "Not Authorized" or "Forbidden":
                    return new RequestRefusedException(
                        SyncError.ApiKeyRejected,
                        $"{node}: Syncthing at {endpoint.Uri.Authority} does not accept the API key. Compare it with <apikey> in that daemon's config.xml, or connect by its home: Connect-SyncNode -ConfigPath.",
                        answer.StatusCode,
                        text);
                case "Host check error":
                    return new RequestRefusedException(
                        SyncError.HostCheckRefused,
                        $"{node}: Syncthing refuses the name '{endpoint.Uri.Host}', as it listens on loopback only. Address it as 127.0.0.1.",
                        answer.StatusCode,
                        text);
            }
        }

        if (isHtml || (!answer.Headers.Contains("X-Syncthing-Id") && !LooksLikeSyncthing(text)))
        {
            return NotSyncthing(node, endpoint, $"HTTP {(int)answer.StatusCode} to {Name(method, path)}");
        }

        return new RequestRefusedException(
            SyncError.RequestRefused,
            $"{node}: Syncthing refused {Name(method, path)}: {(text.Length == 0 ? answer.ReasonPhrase : text)} (HTTP {(int)answer.StatusCode}).",
            answer.StatusCode,
            text);
    }

    /// <summary>The error for a request that got no answer, or not all of it.</summary>
    public static SyncException DescribeFailure(string node, SyncthingEndpoint endpoint, Exception error)
    {
        string address = endpoint.UnixSocket ?? endpoint.Uri.Authority;
        if (error is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or { InnerException: AuthenticationException })
        {
            return endpoint.PinnedCertificate is not null && error.InnerException is AuthenticationException { InnerException: null }
                ? new SyncException(
                    SyncError.CertificateMismatch,
                    $"{node}: the TLS certificate at {address} is not the one that is pinned; the key was not sent. Is another program listening there? If the certificate was renewed, connect again by the daemon's home.",
                    error)
                : new SyncException(
                    SyncError.TlsMismatch,
                    $"{node}: no TLS connection to {address}: {Innermost(error)}. For a self-signed certificate give its fingerprint (Connect-SyncNode -CertificateFingerprint), or its home (-ConfigPath).",
                    error);
        }

        if (error is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse })
        {
            return NotSyncthing(node, endpoint, "no HTTP");
        }

        if (error is HttpRequestException { InnerException: SocketException socket })
        {
            string cause = socket.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => $"{address} refused the connection",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"the name '{endpoint.Uri.Host}' is not known",
                SocketError.AddressNotAvailable or SocketError.InvalidArgument when endpoint.UnixSocket is not null => $"there is no socket {address}",
                _ => $"{address}: {socket.Message}",
            };
            if (socket.SocketErrorCode is not (SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown))
            {
                return new SyncException(
                    SyncError.NodeUnreachable,
                    $"{node}: Syncthing is not reachable ({cause}). Start it (Start-Syncthing, with -HostName on another machine), or check the address.",
                    error);
            }
        }

        if (error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError })
        {
            return new SyncException(
                SyncError.NodeUnreachable,
                $"{node}: Syncthing is not reachable ({address}: {Innermost(error)}). Start it (Start-Syncthing, with -HostName on another machine), or check the address.",
                error);
        }

        return new SyncException(
            SyncError.ConnectionLost,
            $"{node}: the connection to Syncthing at {address} broke in the middle of a call ({Innermost(error)}). Was it stopped? What was asked may or may not have been done: look with Get-SyncStatus, then repeat it.",
            error);
    }

    /// <summary>The error for a tunnel that did not open: the far machine's daemon is stopped, or the way there is gone.</summary>
    public static SyncException DescribeTunnel(string node, SyncthingEndpoint endpoint, SyncException error) => error.Error == SyncError.NodeUnreachable
        || (error.Error == SyncError.TunnelRefused && !error.Message.Contains("prohibited", StringComparison.OrdinalIgnoreCase))
        ? new SyncException(
            SyncError.NodeUnreachable,
            $"{node}: Syncthing is not running there ({endpoint} refused through ssh). Start it: Start-Syncthing with -HostName of that machine.",
            error)
        : error;

    /// <summary>The error for an answer that no Syncthing gives.</summary>
    public static SyncException NotSyncthing(string node, SyncthingEndpoint endpoint, string seen) => new(
        SyncError.NotSyncthing,
        $"{node}: what answers at {endpoint.UnixSocket ?? endpoint.Uri.Authority} is not Syncthing ({seen}). Check the port: it is <address> under <gui> in Syncthing's config.xml.");

    /// <summary>A request as it is named in messages: without its values, which may be long.</summary>
    public static string Name(HttpMethod method, string path) => $"{method} {path.Split('?')[0]}";

    // 404s and Host check errors come without the id header; Syncthing's own words are short plain lines.
    private static bool LooksLikeSyncthing(string text) => text is "404 page not found" or "Host check error" or "CSRF Error" or "Not Authorized" or "Forbidden";

    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error.Message.TrimEnd('.');
    }
}
