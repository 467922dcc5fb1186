using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>What a node calls its devices, where it looks for them, and which device is meant by a name or an id.</summary>
internal sealed class DeviceNames
{
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, string[]> _addresses = [];

    private DeviceNames()
    {
    }

    /// <summary>Names by canonical id, the node itself included.</summary>
    public IReadOnlyDictionary<string, string> ById => _names;

    public static async Task<DeviceNames> ReadAsync(SyncNode node, CancellationToken cancel)
    {
        DeviceNames names = new();
        await foreach (JObject device in node.Client.Config.GetDevicesAsync(cancel).ConfigureAwait(false))
        {
            string id = (string)device["deviceID"]!;
            names._names[id] = (string?)device["name"] ?? "";
            names._addresses[id] = device["addresses"]?.ToObject<string[]>() ?? [];
        }

        return names;
    }

    /// <summary>The addresses that a device is looked for at, as they are configured.</summary>
    public IReadOnlyList<string> AddressesOf(string deviceId) => _addresses.GetValueOrDefault(deviceId) ?? [];

    /// <summary>A device's name; the start of its id when it has none.</summary>
    public static string Of(string deviceId, IReadOnlyDictionary<string, string> names) =>
        names.TryGetValue(deviceId, out string? name) && name.Length > 0 ? name : deviceId[..Math.Min(7, deviceId.Length)];

    /// <summary>The id of the device that is meant; it has to be configured on the node, as Syncthing drops others without a word.</summary>
    public string Resolve(string nameOrId, SyncNode node)
    {
        List<string> named = [.. _names.Where(pair => string.Equals(pair.Value, nameOrId, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Key)];
        if (named.Count > 1)
        {
            throw new SyncException(
                SyncError.DeviceAmbiguous,
                $"{node}: {named.Count} devices are called '{nameOrId}'. Give the device id instead: {string.Join(" or ", named.Select(id => id[..7] + "…"))}.");
        }

        if (named.Count == 1)
        {
            return named[0];
        }

        if (DeviceId.TryParse(nameOrId, out DeviceId id) && _names.ContainsKey(id.ToString()))
        {
            return id.ToString();
        }

        throw NotFound(nameOrId, node);
    }

    /// <summary>The error for a device that the node doesn't have.</summary>
    public SyncException NotFound(string nameOrId, SyncNode node)
    {
        string[] others = [.. _names.Where(pair => pair.Key != node.DeviceId).Select(pair => Of(pair.Key, _names)).Order()];
        return new SyncException(
            SyncError.DeviceNotFound,
            $"{node}: there is no device '{nameOrId}'. {(others.Length == 0 ? "It has none yet" : $"It has {string.Join(", ", others)}")}; New-SyncDevice adds one.");
    }
}
