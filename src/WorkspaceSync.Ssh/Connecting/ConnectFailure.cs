using System.Net.Sockets;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace WorkspaceSync;

/// <summary>Says what went wrong while connecting, in words that help.</summary>
internal static class ConnectFailure
{
    /// <param name="proxyComplaint">What the proxy program wrote to its standard error; often that is the cause.</param>
    /// <returns>Null for what nobody expects.</returns>
    public static SyncException? Describe(
        SshOptions options, string user, ConnectPatience patience, IReadOnlyList<string> offeredKeys, string proxyComplaint, Exception error)
    {
        string place = $"{options.HostName} port {options.Port}";
        if (IsRefusedLogin(error))
        {
            string keys = offeredKeys.Count == 0 ? "no keys" : string.Join(", ", offeredKeys);
            return new SyncException(
                SyncError.AuthenticationFailed,
                $"{options.Name}: {place} did not let {user} in ({PrintableText.Of(error.Message.TrimEnd('.'))}). It was offered: {keys}. See what ssh itself does: ssh -v {options.Name}",
                error);
        }

        if (proxyComplaint.Length > 0)
        {
            return new SyncException(SyncError.HostUnreachable, $"{options.Name}: the way through its proxy failed: {proxyComplaint}. Compare: ssh {options.Name}", error);
        }

        if (patience.IsOver)
        {
            return new SyncException(
                SyncError.HostUnreachable,
                $"{options.Name}: {place} did not get us connected within {patience.Limit.TotalSeconds:0} s. Is the machine on, and the network between you? ConnectTimeout in your ssh configuration gives it longer.",
                error);
        }

        return error is SshException or SocketException or IOException or ObjectDisposedException
            ? new SyncException(SyncError.HostUnreachable, $"{options.Name}: {place} ended the connection: {PrintableText.Of(error.Message.TrimEnd('.'))}. Is it an sshd that listens there? Compare: ssh {options.Name}", error)
            : null;
    }

    private static bool IsRefusedLogin(Exception error) =>
        error is SshAuthenticationException
        || (error is SshConnectionException { DisconnectReason: DisconnectReason.NoMoreAuthenticationMethodsAvailable or DisconnectReason.ProtocolError } closed
            && closed.Message.Contains("authentication failures", StringComparison.OrdinalIgnoreCase));
}
