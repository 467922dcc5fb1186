namespace WorkspaceSync;

/// <summary>The server opened no channel. Which error that is depends on what the channel was for.</summary>
internal sealed class ChannelRefusedException(uint reason, string description) : Exception($"{description} (reason {reason})")
{
    /// <summary>RFC 4254, 5.1.</summary>
    public const uint AdministrativelyProhibited = 1;

    /// <summary>RFC 4254, 5.1.</summary>
    public const uint UnknownChannelType = 3;

    public uint Reason => reason;

    public string Description => description;
}
