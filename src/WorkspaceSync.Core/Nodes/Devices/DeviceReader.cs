using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>The devices that a node has, other than itself.</summary>
internal static class DeviceReader
{
    public static async IAsyncEnumerable<SyncDevice> ReadAllAsync(SyncNode node, [EnumeratorCancellation] CancellationToken cancel)
    {
        DeviceFacts facts = await DeviceFacts.ReadAsync(node, cancel).ConfigureAwait(false);
        await foreach (JObject device in node.Client.Config.GetDevicesAsync(cancel).ConfigureAwait(false))
        {
            if ((string?)device["deviceID"] != node.DeviceId)
            {
                yield return ToDevice(device, node, facts);
            }
        }
    }

    /// <summary>One device by name or id; DeviceNotFound names those that there are.</summary>
    public static async Task<SyncDevice> GetAsync(SyncNode node, string nameOrId, CancellationToken cancel)
    {
        JObject device = await GetDocumentAsync(node, nameOrId, cancel).ConfigureAwait(false);
        return ToDevice(device, node, await DeviceFacts.ReadAsync(node, cancel).ConfigureAwait(false));
    }

    /// <summary>One device's configuration object by name or id.</summary>
    public static async Task<JObject> GetDocumentAsync(SyncNode node, string nameOrId, CancellationToken cancel)
    {
        DeviceNames names = await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false);
        return await node.Client.Config.FindDeviceAsync(names.Resolve(nameOrId, node), cancel).ConfigureAwait(false) ?? throw names.NotFound(nameOrId, node);
    }

    private static SyncDevice ToDevice(JObject device, SyncNode node, DeviceFacts facts)
    {
        string id = (string)device["deviceID"]!;
        Connections.Entry? connection = facts.Connections.Devices.GetValueOrDefault(id);
        bool isConnected = connection?.Connected ?? false;
        return new SyncDevice(node, id, (string?)device["name"] is { Length: > 0 } name ? name : id[..7])
        {
            Addresses = device["addresses"]?.ToObject<string[]>() ?? [],
            Paused = (bool?)device["paused"] ?? false,
            Introducer = (bool?)device["introducer"] ?? false,
            AutoAcceptShares = (bool?)device["autoAcceptFolders"] ?? false,
            Connected = isConnected,
            ConnectionAddress = isConnected ? connection!.Address : null,
            ConnectionType = isConnected ? connection!.Type : null,
            ConnectedSince = isConnected ? connection!.Since : null,
            Version = connection?.ClientVersion is { Length: > 0 } version ? version : null,
            ReceivedBytes = connection?.InBytesTotal ?? 0,
            SentBytes = connection?.OutBytesTotal ?? 0,
            LastSeen = isConnected ? DateTimeOffset.Now : facts.Seen.GetValueOrDefault(id)?.LastSeen is { Year: > 1970 } at ? at : null,
            Shares = facts.Shares.GetValueOrDefault(id) ?? [],
        };
    }
}
