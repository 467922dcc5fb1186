namespace WorkspaceSync;

/// <summary>The server opened no channel. Which error that is depends on what the channel was for.</summary>
internal sealed class ChannelRefusedException(uint reason, string description) : Exception($"{description} (reason {reason})")
{
    public string Description => description;
}
