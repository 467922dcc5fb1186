using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>Connects straight to a host, as its configuration says.</summary>
internal static class HostSocket
{
    public static async Task<Socket> ConnectAsync(SshOptions options, CancellationToken cancel)
    {
        IPAddress[] addresses = await ResolveAsync(options, cancel).ConfigureAwait(false);
        SocketException? failure = null;
        foreach (IPAddress address in addresses)
        {
            Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                if (!options.IsNo("tcpkeepalive"))
                {
                    socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                }

                if (options.Get("bindaddress") is { } bind && IPAddress.TryParse(bind, out IPAddress? local))
                {
                    socket.Bind(new IPEndPoint(local, 0));
                }

                await socket.ConnectAsync(address, options.Port, cancel).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                failure = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new SyncException(
            SyncError.HostUnreachable,
            $"{options.Name}: {options.HostName} port {options.Port}: {Describe(failure)}. Is the machine on, and does sshd listen there? Compare: ssh {options.Name}",
            failure);
    }

    private static async Task<IPAddress[]> ResolveAsync(SshOptions options, CancellationToken cancel)
    {
        AddressFamily family = options.Get("addressfamily") switch
        {
            "inet" => AddressFamily.InterNetwork,
            "inet6" => AddressFamily.InterNetworkV6,
            _ => AddressFamily.Unspecified,
        };
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(options.HostName, family, cancel).ConfigureAwait(false);
            if (addresses.Length > 0)
            {
                return addresses;
            }
        }
        catch (SocketException e)
        {
            throw NotFound(options, e);
        }

        throw NotFound(options, null);
    }

    private static SyncException NotFound(SshOptions options, SocketException? cause) => new(
        SyncError.HostNotFound,
        $"{options.Name}: there is no host {PrintableText.Of(options.HostName)}: its name does not resolve. Was it mistyped, or is it missing from your ssh configuration?",
        cause);

    private static string Describe(SocketException? failure) => failure?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.TimedOut => "no answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no route to it",
        _ => failure?.Message.TrimEnd('.') ?? "no address",
    };
}
