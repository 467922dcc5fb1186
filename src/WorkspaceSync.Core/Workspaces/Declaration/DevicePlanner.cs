using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Looks in what a node's devices are not as a file says. Changes nothing.</summary>
internal static class DevicePlanner
{
    /// <summary>Null when the device is as declared.</summary>
    public static async Task<DeclaredChange?> PlanAsync(SyncNode node, DeclaredDevice declared, CancellationToken cancel)
    {
        string id = declared.Id.ToString();
        if (id == node.DeviceId)
        {
            return null; // the file may be of the other machine, or of both
        }

        JObject? current = await node.Client.Config.FindDeviceAsync(id, cancel).ConfigureAwait(false);
        if (current is null)
        {
            string[]? addresses = declared.Fields["addresses"]?.ToObject<string[]>();
            JObject device = (await DeviceEditor.PlanAsync(node, declared.Id, declared.Name is { Length: > 0 } name ? name : null, addresses, cancel).ConfigureAwait(false))!;
            if (declared.Fields["paused"] is { } paused)
            {
                device["paused"] = paused;
            }

            return new DeclaredChange([Row(node, declared, null, null, id)], token => DeviceEditor.AddAsync(node, device, token));
        }

        JObject change = ConfigurationDifference.Of(declared.Fields, current);
        return change.Count == 0
            ? null
            : new DeclaredChange(
                [.. DriftText.Of(change, current, DeclaredField.OfDevice).Select(one => Row(node, declared, one.Key, one.Now, one.Wanted))],
                token => DeviceEditor.PatchAsync(node, current, change, token));
    }

    private static SyncDrift Row(SyncNode node, DeclaredDevice declared, string? setting, string? now, string wanted) => new()
    {
        Kind = SyncDriftKind.Device,
        Name = declared.Name is { Length: > 0 } name ? name : declared.Id.ShortId,
        Setting = setting,
        Now = now,
        Wanted = wanted,
        Machine = node.Name,
    };
}
