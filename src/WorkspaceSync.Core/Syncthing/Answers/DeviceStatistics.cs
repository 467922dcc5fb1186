namespace WorkspaceSync;

/// <summary>What <c>stats/device</c> says of one device; 1970 means never seen.</summary>
internal sealed class DeviceStatistics
{
    public DateTimeOffset? LastSeen { get; init; }
}
