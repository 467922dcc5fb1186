using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>A channel in which something is run.</summary>
internal sealed class SessionInfo : ChannelOpenInfo
{
    /// <inheritdoc/>
    public override string ChannelType => "session";
}
