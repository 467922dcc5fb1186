using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>A channel to a unix socket of the server: OpenSSH's <c>direct-streamlocal@openssh.com</c>.</summary>
internal sealed class StreamLocalInfo(string path) : ChannelOpenInfo
{
    /// <inheritdoc/>
    public override string ChannelType => "direct-streamlocal@openssh.com";

    /// <inheritdoc/>
    protected override void SaveData()
    {
        Write(path);
        Write(""); // reserved
        Write(0u);
    }
}
