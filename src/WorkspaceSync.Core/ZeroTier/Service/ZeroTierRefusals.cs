using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>Everything but an answer of a ZeroTier service, by its name and with what to do.</summary>
internal sealed class ZeroTierRefusals(string? hostName, ZeroTierHome home)
{
    private readonly string _where = hostName is null ? "" : $"{hostName}: ";
    private readonly string _there = hostName is null ? "here" : "there";

    public SyncException NotInstalled() => new(
        SyncError.ZeroTierNotInstalled,
        $"{_where}There is no ZeroTier {_there}: nothing listens on 127.0.0.1:{home.Port}, and there is no {home.Directory}. Install it (https://www.zerotier.com/download), or name its home: $env:{ZeroTierHomeFinder.Variable}.");

    public SyncException NotRunning(Exception? inner = null) => new(
        SyncError.ZeroTierNotRunning,
        $"{_where}ZeroTier's service is not running {_there}: 127.0.0.1:{home.Port} refused the connection. Start it: {home.StartCommand}",
        inner);

    public SyncException NotZeroTier(string seen) => new(
        SyncError.NotZeroTier,
        $"{_where}What answers on 127.0.0.1:{home.Port} is not ZeroTier ({seen}); no token was sent to it. The port is what {home.Directory}/zerotier-one.port says, {ZeroTierHome.DefaultPort} without it: see who has it with: lsof -i :{home.Port}");

    public SyncException TokenUnreadable() => new(
        SyncError.ZeroTierTokenUnreadable,
        $"{_where}ZeroTier's token, {home.ServiceTokenPath}, may only be read by root, and sudo asks for a password. Let this user have a copy: {home.GrantCommand}");

    public SyncException StaleToken() => new(
        SyncError.ZeroTierTokenRejected,
        $"{_where}ZeroTier does not accept the token in {home.UserTokenPath}: this copy is of an older token. Renew it: {home.GrantCommand}");

    public SyncException ServiceTokenRejected() => new(
        SyncError.ZeroTierTokenRejected,
        $"{_where}ZeroTier does not accept the token in {home.ServiceTokenPath}. Is the service on 127.0.0.1:{home.Port} one with another home? Name it: $env:{ZeroTierHomeFinder.Variable}. Otherwise restart it.");

    public SyncException Malformed(string request, string reason, Exception? inner) => new(
        SyncError.AnswerMalformed,
        $"{_where}ZeroTier's answer to {request} cannot be read ({reason}). Is it a service that this module knows (1.10 and later)?",
        inner);

    public SyncException TimedOut(string request, TimeSpan limit, Exception? inner) => new(
        SyncError.RequestTimedOut,
        $"{_where}ZeroTier did not answer {request} within {limit.TotalSeconds:0} s. Try again; if it stays so, restart the service.",
        inner);

    public SyncException Refused(string request, string answer) => new(
        SyncError.RequestRefused,
        $"{_where}ZeroTier refused {request}: {PrintableText.Of(answer)}.");

    /// <summary>The error of a request that got no answer, or not all of it.</summary>
    public SyncException Describe(Exception error)
    {
        bool isRefused = error is HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } }
            || (error is HttpRequestException { InnerException: SyncException { Error: SyncError.TunnelRefused } tunnel }
                && tunnel.Message.Contains("Connection refused", StringComparison.OrdinalIgnoreCase)); // sshd's words; otherwise it allows no tunnel
        return error switch
        {
            HttpRequestException { InnerException: SyncException known } when !isRefused => known, // from the tunnel
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => NotZeroTier("no HTTP"),
            _ when isRefused => home.Exists ? NotRunning(error) : NotInstalled(),
            _ => new SyncException(
                SyncError.ConnectionLost,
                $"{_where}The connection to ZeroTier on 127.0.0.1:{home.Port} broke ({error.GetBaseException().Message.TrimEnd('.')}). Was the service stopped? Look at it, then repeat.",
                error),
        };
    }
}
