using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>A channel to a TCP address as the server sees it.</summary>
internal sealed class DirectTcpInfo(string host, int port) : ChannelOpenInfo
{
    /// <inheritdoc/>
    public override string ChannelType => "direct-tcpip";

    /// <inheritdoc/>
    protected override void SaveData()
    {
        Write(host);
        Write((uint)port);
        Write("127.0.0.1"); // who asks; nobody else can
        Write(0u);
    }
}
