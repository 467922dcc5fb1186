using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>
/// Where a new device is looked for when nobody says: discovery, and for a daemon of the same machine that this session
/// knows its loopback address, which no discovery tells (and a sandbox has none).
/// </summary>
internal static class NeighbourAddress
{
    public static async Task<IReadOnlyList<string>> FindAsync(SyncNode node, DeviceId device, CancellationToken cancel)
    {
        SyncNode? neighbour = NodeRegistry.Current.Known.FirstOrDefault(other => other.DeviceId == device.ToString() && other.IsHere && node.IsHere);
        if (neighbour is null)
        {
            return ["dynamic"];
        }

        JObject options = await neighbour.Client.Config.GetOptionsAsync(cancel).ConfigureAwait(false);
        string[] loopback = [
            .. (options["listenAddresses"]?.ToObject<string[]>() ?? [])
                .Where(address => Uri.TryCreate(address, UriKind.Absolute, out Uri? listen) && listen.IsLoopback),
        ];
        return ["dynamic", .. loopback];
    }
}
