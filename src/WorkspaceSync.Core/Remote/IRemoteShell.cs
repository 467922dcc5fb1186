namespace WorkspaceSync;

/// <summary>
/// A machine behind SSH, over one pooled connection that parallel calls share. What is run there is POSIX <c>sh</c>, whatever
/// the user's login shell is, and what rc files print never mixes with an answer.
/// </summary>
internal interface IRemoteShell
{
    /// <summary>The host, by the name that the user types to <c>ssh</c>.</summary>
    string HostName { get; }

    /// <summary>Where the connection really goes: <c>user@address:port</c>, for messages.</summary>
    string Destination { get; }

    /// <summary>Runs a script to its end and collects what it gives. A dropped connection is made again once, before it has begun.</summary>
    Task<RemoteResult> RunAsync(RemoteScript script, CancellationToken cancel);

    /// <summary>Starts a script, for one whose output is read as it comes or that is fed. Cancelling kills its process group there.</summary>
    Task<IRemoteProcess> StartAsync(RemoteScript script, CancellationToken cancel);

    /// <summary>A stream of bytes to a TCP address as the far machine sees it (<c>direct-tcpip</c>); no port is opened here.</summary>
    Task<Stream> OpenTcpAsync(string host, int port, CancellationToken cancel);

    /// <summary>The same to a unix socket of the far machine.</summary>
    Task<Stream> OpenUnixSocketAsync(string path, CancellationToken cancel);
}
