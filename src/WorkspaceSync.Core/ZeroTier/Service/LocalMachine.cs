using System.Net;
using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>This machine.</summary>
internal sealed class LocalMachine : IZeroTierMachine
{
    private const int DiscardPort = 9;

    public string? HostName => null;

    public ICommandRunner Commands { get; } = new LocalCommandRunner();

    public Task<ZeroTierHome> FindHomeAsync(CancellationToken cancel) => Task.FromResult(ZeroTierHomeFinder.FindHere());

    public async Task NudgeAsync(IPAddress address, CancellationToken cancel)
    {
        using Socket socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            await socket.SendToAsync(new byte[] { 0 }, new IPEndPoint(address, DiscardPort), cancel).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // no route: the caller finds no row, and says so
        }
    }

    public async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancel)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
