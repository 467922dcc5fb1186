using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>How long a flush waits for devices that are not connected before their absence is a no.</summary>
internal static class DialPatience
{
    // A device that was just introduced, or just seen, gets this long to (re)connect.
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(10);

    // lib/connections/service.go: three dials by force in two minutes, then only those of a loop that may sleep for one. Two that
    // dial each other in the same instant both fail, and then keep step: it can take them more than one round.
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(75);

    /// <summary>Whether the devices that are not connected may be just about to.</summary>
    /// <param name="sides">The sides, the asked node first.</param>
    /// <param name="deviceIds">The devices that matter: another one of the share may be off for weeks.</param>
    /// <param name="waited">How long the flush has waited so far.</param>
    /// <param name="isFirst">Whether nothing was waited for yet.</param>
    /// <param name="cancel">Ends the asking.</param>
    public static async Task<bool> LastsAsync(
        IReadOnlyList<SyncStatus> sides, IReadOnlySet<string> deviceIds, TimeSpan waited, bool isFirst, CancellationToken cancel)
    {
        if (isFirst)
        {
            return true;
        }

        Dictionary<string, SyncStatus> answering = sides.ToDictionary(side => side.Node!.DeviceId);
        SyncDeviceStatus[] absent = [.. FlushRule.Relevant(sides[0], answering, deviceIds).Where(device => !device.Connected)];
        if (absent.Length == 0)
        {
            return waited < s_short; // connected, and has told nothing yet
        }

        if (waited < s_short && await AreOfNowAsync(sides[0].Node!, absent, cancel).ConfigureAwait(false))
        {
            return true;
        }

        return waited < s_long && absent.All(device => answering.ContainsKey(device.DeviceId)) && !(await Task.WhenAll(absent.SelectMany(device => new[]
        {
            FailsAsync(sides[0].Node!, device.DeviceId, waited, cancel),
            FailsAsync(answering[device.DeviceId].Node!, sides[0].Node!.DeviceId, waited, cancel),
        })).ConfigureAwait(false)).Chunk(2).Any(both => both.All(fails => fails));
    }

    // A device that was never seen was just introduced; one seen seconds ago is reconnecting, as it does after each change of its shares.
    private static async Task<bool> AreOfNowAsync(SyncNode node, SyncDeviceStatus[] absent, CancellationToken cancel)
    {
        Dictionary<string, DeviceStatistics> seen = await node.Client.Statistics.GetDevicesAsync(cancel).ConfigureAwait(false);
        return absent.All(device => seen.GetValueOrDefault(device.DeviceId)?.LastSeen is not { Year: > 1970 } at || DateTimeOffset.UtcNow - at < s_short);
    }

    // Whether the network refused every address that it has for the device, since the flush began. "dial" is how Go begins what the
    // network said; what the two daemons disagreed on begins otherwise, and passes.
    private static async Task<bool> FailsAsync(SyncNode node, string deviceId, TimeSpan waited, CancellationToken cancel)
    {
        Task<SystemStatus> status = node.Client.System.GetStatusAsync(cancel);
        JObject? device = await node.Client.Config.FindDeviceAsync(deviceId, cancel).ConfigureAwait(false);
        IReadOnlyDictionary<string, DialStatus> dials = (await status.ConfigureAwait(false)).LastDialStatus;
        string[] addresses = device?["addresses"]?.ToObject<string[]>() ?? [];
        DateTimeOffset since = DateTimeOffset.UtcNow - waited - TimeSpan.FromSeconds(1); // it tells whole seconds
        return addresses.Length > 0 && addresses.All(address =>
            dials.GetValueOrDefault(address) is { Error: { } error } dial && dial.When > since && error.StartsWith("dial ", StringComparison.Ordinal));
    }
}
