namespace WorkspaceSync;

/// <summary>A device that tried to connect and is not configured.</summary>
internal sealed class PendingDevice
{
    public DateTimeOffset Time { get; init; }

    public string Name { get; init; } = "";

    public string Address { get; init; } = "";
}
