using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Changes a node's devices: one object at a time, read back and compared.</summary>
internal static class DeviceEditor
{
    /// <summary>Looks whether a device has to be added; null when it is there as asked.</summary>
    /// <param name="name">Null is not said: an existing name stays, a new device is called by its short id until it tells its own.</param>
    /// <param name="addresses">Checked ones; null is not said, and dynamic for a new device.</param>
    /// <returns>The object to add, or null.</returns>
    public static async Task<JObject?> PlanAsync(
        SyncNode node, DeviceId id, string? name, IReadOnlyList<string>? addresses, CancellationToken cancel)
    {
        if (id.ToString() == node.DeviceId)
        {
            throw new SyncException(SyncError.DeviceExists, $"{node}: {id.ShortId}… is this node itself. Give the other machine's id: its Get-SyncNode shows it.");
        }

        if (await node.Client.Config.FindDeviceAsync(id.ToString(), cancel).ConfigureAwait(false) is { } current)
        {
            RefuseDifference(node, current, name, addresses);
            return null;
        }

        DeviceNames names = await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false);
        if (name is not null && names.ById.Any(pair => string.Equals(pair.Value, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SyncException(
                SyncError.DeviceExists,
                $"{node}: another device is called '{name}' already, so the name would not tell which is meant. Give another -Name, or remove the old device (Remove-SyncDevice) if it is this machine reinstalled.");
        }

        JObject device = await node.Client.Config.GetDeviceDefaultsAsync(cancel).ConfigureAwait(false);
        device["deviceID"] = id.ToString();
        device["name"] = name ?? "";
        device["addresses"] = new JArray(addresses ?? await NeighbourAddress.FindAsync(node, id, cancel).ConfigureAwait(false));
        device["introducer"] = false; // whatever the daemon's defaults say: these two let others change this node's configuration
        device["autoAcceptFolders"] = false;
        return device;
    }

    public static async Task<SyncDevice> AddAsync(SyncNode node, JObject device, CancellationToken cancel)
    {
        string id = (string)device["deviceID"]!;
        await node.Client.Config.PutDeviceAsync(device, cancel).ConfigureAwait(false);
        JObject? taken = await node.Client.Config.FindDeviceAsync(id, cancel).ConfigureAwait(false);
        if (taken is null || ConfigurationDifference.Of(Named(device), taken).Count > 0)
        {
            await node.Client.Config.DeleteDeviceAsync(id, CancellationToken.None).ConfigureAwait(false);
            throw NotTaken(node, id);
        }

        return await DeviceReader.GetAsync(node, id, cancel).ConfigureAwait(false);
    }

    /// <summary>Changes a few fields of a device; does nothing when they are so already.</summary>
    public static async Task PatchAsync(SyncNode node, JObject current, JObject change, CancellationToken cancel)
    {
        string id = (string)current["deviceID"]!;
        if (ConfigurationDifference.Of(change, current).Count == 0)
        {
            return;
        }

        await node.Client.Config.PatchDeviceAsync(id, change, cancel).ConfigureAwait(false);
        JObject? taken = await node.Client.Config.FindDeviceAsync(id, cancel).ConfigureAwait(false);
        if (taken is null || ConfigurationDifference.Of(change, taken).Count > 0)
        {
            JObject before = new(change.Properties().Select(field => new JProperty(field.Name, current[field.Name]?.DeepClone())));
            await node.Client.Config.PatchDeviceAsync(id, before, CancellationToken.None).ConfigureAwait(false);
            throw NotTaken(node, id);
        }
    }

    /// <summary>Pauses or resumes a device.</summary>
    public static async Task<SyncDevice> SetPausedAsync(SyncNode node, string id, bool paused, CancellationToken cancel)
    {
        JObject current = await DeviceReader.GetDocumentAsync(node, id, cancel).ConfigureAwait(false);
        await PatchAsync(node, current, new JObject { ["paused"] = paused }, cancel).ConfigureAwait(false);
        return await DeviceReader.GetAsync(node, id, cancel).ConfigureAwait(false);
    }

    public static async Task RemoveAsync(SyncNode node, string id, CancellationToken cancel)
    {
        await node.Client.Config.DeleteDeviceAsync(id, cancel).ConfigureAwait(false);
        if (await node.Client.Config.FindDeviceAsync(id, cancel).ConfigureAwait(false) is not null)
        {
            throw NotTaken(node, id);
        }
    }

    private static void RefuseDifference(SyncNode node, JObject current, string? name, IReadOnlyList<string>? addresses)
    {
        string currentName = (string?)current["name"] ?? "";
        string id = (string)current["deviceID"]!;
        if (name is not null && !string.Equals(name, currentName, StringComparison.Ordinal))
        {
            throw new SyncException(
                SyncError.DeviceExists,
                $"{node}: device {id[..7]}… is configured as '{currentName}', not '{name}'. Set-SyncDevice {id[..7]}… -Name renames it.");
        }

        string[] currentAddresses = current["addresses"]?.ToObject<string[]>() ?? [];
        if (addresses is not null && !addresses.ToHashSet().SetEquals(currentAddresses))
        {
            throw new SyncException(
                SyncError.DeviceExists,
                $"{node}: device '{currentName}' has the addresses {string.Join(", ", currentAddresses)}, not {string.Join(", ", addresses)}. Set-SyncDevice -Address changes them.");
        }
    }

    // A device without a name takes the one that it tells itself when it first connects, which may be at once.
    private static JObject Named(JObject device)
    {
        JObject sent = (JObject)device.DeepClone();
        if ((string?)sent["name"] == "")
        {
            sent.Remove("name");
        }

        return sent;
    }

    private static SyncException NotTaken(SyncNode node, string id) => new(
        SyncError.ChangeNotTaken,
        $"{node}: Syncthing {node.Version} answered yes, but device {id[..7]}… is not as it was sent. The change was taken back; look at Syncthing's log.");
}
