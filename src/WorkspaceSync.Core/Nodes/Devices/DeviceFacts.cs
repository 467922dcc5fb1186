using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>What the description of every device of a node needs, asked once.</summary>
/// <param name="Connections">How each is connected.</param>
/// <param name="Seen">When each was last.</param>
/// <param name="Shares">The folder ids shared with each, by device id.</param>
internal sealed record DeviceFacts(
    Connections Connections, IReadOnlyDictionary<string, DeviceStatistics> Seen, IReadOnlyDictionary<string, List<string>> Shares)
{
    public static async Task<DeviceFacts> ReadAsync(SyncNode node, CancellationToken cancel)
    {
        Task<Connections> connections = node.Client.System.GetConnectionsAsync(cancel);
        Task<Dictionary<string, DeviceStatistics>> seen = node.Client.Statistics.GetDevicesAsync(cancel);
        Dictionary<string, List<string>> shares = [];
        await foreach (JObject folder in node.Client.Config.GetFoldersAsync(cancel).ConfigureAwait(false))
        {
            foreach (JToken device in folder["devices"] ?? new JArray())
            {
                string id = (string)device["deviceID"]!;
                (shares.TryGetValue(id, out List<string>? ids) ? ids : shares[id] = []).Add((string)folder["id"]!);
            }
        }

        return new DeviceFacts(await connections.ConfigureAwait(false), await seen.ConfigureAwait(false), shares);
    }
}
