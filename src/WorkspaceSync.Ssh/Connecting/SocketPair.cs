using System.Net.Sockets;

namespace WorkspaceSync;

/// <summary>Two sockets that are connected with each other and that nobody else could have connected to.</summary>
internal static class SocketPair
{
    public static async Task<(Socket Near, Socket Far)> CreateAsync(CancellationToken cancel)
    {
        // Only this user can look into the folder, and the socket's name is gone before anything is said.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ws-");
        Socket? near = null;
        try
        {
            UnixDomainSocketEndPoint name = new(Path.Join(folder.FullName, "s"));
            using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(name);
            listener.Listen(1);
            near = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await near.ConnectAsync(name, cancel).ConfigureAwait(false);
            return (near, await listener.AcceptAsync(cancel).ConfigureAwait(false));
        }
        catch
        {
            near?.Dispose();
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
