using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>The daemon's connections to other devices, what waits for an answer, and the machine's clock.</summary>
internal static class ConnectionChecks
{
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(2), s_badSkew = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(DoctorFacts facts, CancellationToken cancel)
    {
        Connections connections = await facts.Node!.Client.System.GetConnectionsAsync(cancel).ConfigureAwait(false);
        foreach (JObject device in facts.Devices)
        {
            string name = SecurityChecks.Name(device), component = $"device {name}", quoted = ShellQuote.Quote(name);
            Connections.Entry? connection = connections.Devices.GetValueOrDefault((string)device["deviceID"]!);
            if ((bool?)device["paused"] == true)
            {
                facts.Warn(component, "paused", $"Resume-SyncDevice {quoted}{facts.Option}");
            }
            else if (connection is not { Connected: true })
            {
                facts.Warn(component, $"not connected; it is tried at {string.Join(", ", (device["addresses"] as JArray ?? []).Select(address => (string?)address))}", $"is it on, and does Syncthing run there? Get-SyncDevice {quoted}{facts.Option}");
            }
            else if (connection.Type.StartsWith("relay", StringComparison.Ordinal))
            {
                facts.Warn(component, $"connected through a relay ({connection.Address}): slow, and a stranger's machine", $"Set-SyncDevice {quoted} -Address tcp://ADDRESS:22000{facts.Option}");
            }
            else
            {
                facts.Pass(component, $"{connection.Type}, {connection.Address}, {connection.ClientVersion}");
            }
        }

        int pending = (await facts.Node.Client.Cluster.GetPendingDevicesAsync(cancel).ConfigureAwait(false)).Count;
        if (pending > 0)
        {
            facts.Warn("unknown devices", $"{pending} device(s) that are not configured tried to connect", $"Get-SyncPending -Kind Device{facts.Option}, then Approve-SyncDevice or Deny-SyncPending");
        }
    }

    /// <summary>Conflicts are decided by modification times: a clock that is wrong lets the older edit win.</summary>
    public static void Clock(DoctorFacts facts)
    {
        if (facts.HostName is null)
        {
            return;
        }

        (TimeSpan difference, TimeSpan error) = (facts.Health!.ClockDifference.Duration(), facts.Health.ClockError);
        string text = $"{difference.TotalSeconds:0.0} s {(facts.Health.ClockDifference > TimeSpan.Zero ? "ahead of" : "behind")} this machine";
        if (difference > s_skew + error)
        {
            const string Fix = "timedatectl set-ntp true   (as root, on the machine whose clock is wrong)";
            if (difference > s_badSkew)
            {
                facts.Fail("clock", $"{text}: the older of two edits would win a conflict", Fix);
            }
            else
            {
                facts.Warn("clock", text, Fix);
            }
        }
        else
        {
            facts.Pass("clock", "as this machine's");
        }
    }
}
