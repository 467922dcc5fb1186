namespace WorkspaceSync;

/// <summary>A device that a share is shared with, as the share's own node knows it.</summary>
public sealed class SyncShareDevice
{
    internal SyncShareDevice(string deviceId, string name)
    {
        DeviceId = deviceId;
        Name = name;
    }

    /// <summary>The device's id.</summary>
    public string DeviceId { get; }

    /// <summary>What the node calls the device; its short id when it has no name.</summary>
    public string Name { get; }

    /// <summary>The name, as lists show it.</summary>
    public override string ToString() => Name;
}
