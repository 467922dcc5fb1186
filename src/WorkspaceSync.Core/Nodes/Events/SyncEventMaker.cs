using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Makes a daemon's events into objects to work with, with the names that the node has for its devices.</summary>
internal sealed class SyncEventMaker(SyncNode node)
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private bool _areNamesOld = true;

    public async Task<SyncEvent> MakeAsync(DaemonEvent entry, CancellationToken cancel)
    {
        if (entry.Type == "ConfigSaved")
        {
            _areNamesOld = true; // a device may have been named
        }

        JObject data = entry.Data ?? [];
        string? device = DeviceOf(entry.Type, data);
        return new SyncEvent
        {
            Id = entry.GlobalId,
            Time = entry.Time.ToLocalTime(),
            Type = entry.Type,
            Share = entry.Folder ?? Text(data["folderID"]),
            DeviceId = device,
            Device = device is null ? null : await NameAsync(device, cancel).ConfigureAwait(false),
            Path = Text(data["item"]) ?? Text(data["path"]) ?? (data["filenames"] is JArray { Count: 1 } one ? Text(one[0]) : null),
            Error = Text(data["error"])?.Trim(),
            Data = entry.Type == "ConfigSaved" ? new Dictionary<string, object?>() : Table(data), // the API key is in it
            Node = node,
        };
    }

    private static string? DeviceOf(string type, JObject data) =>
        Text(data["device"]) ?? (type.StartsWith("Device", StringComparison.Ordinal) ? Text(data["id"]) : null) ?? (Text(data["modifiedBy"]) is { Length: > 0 } by ? by : null);

    private async Task<string> NameAsync(string deviceId, CancellationToken cancel)
    {
        if (_areNamesOld)
        {
            try
            {
                _names = (await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false)).ById;
                _areNamesOld = false;
            }
            catch (SyncException)
            {
                // the daemon is going, and has told its last: the names known before do, or the id
            }
        }

        string whole = _names.Keys.FirstOrDefault(id => id.StartsWith(deviceId, StringComparison.Ordinal)) ?? deviceId;
        return DeviceNames.Of(whole, _names);
    }

    private static string? Text(JToken? token) => token is JValue { Value: string text } ? text : null;

    private static Dictionary<string, object?> Table(JObject data) => data.Properties().ToDictionary(field => field.Name, field => Plain(field.Value), StringComparer.OrdinalIgnoreCase);

    private static object? Plain(JToken? token) => token switch
    {
        JObject table => Table(table),
        JArray list => list.Select(Plain).ToArray(),
        JValue value => value.Value,
        _ => null,
    };
}
