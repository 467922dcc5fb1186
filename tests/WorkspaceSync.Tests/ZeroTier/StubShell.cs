using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>A far machine of which only one thing is asked.</summary>
internal sealed class StubShell(string output) : IRemoteShell
{
    public string HostName => "gpu";

    public string Destination => "you@192.168.0.142:22";

    public Task<RemoteResult> RunAsync(RemoteScript script, CancellationToken cancel) => Task.FromResult(new RemoteResult(0, Encoding.UTF8.GetBytes(output), ""));

    public Task<IRemoteProcess> StartAsync(RemoteScript script, CancellationToken cancel) => throw new NotSupportedException();

    public Task<Stream> OpenTcpAsync(string host, int port, CancellationToken cancel) => throw new NotSupportedException();

    public Task<Stream> OpenUnixSocketAsync(string path, CancellationToken cancel) => throw new NotSupportedException();
}
