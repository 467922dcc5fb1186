using System.Globalization;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>A folder's configuration object, read and written by Syncthing's own field names; unknown fields stay as they are.</summary>
internal static class FolderDocument
{
    /// <summary>The share that a document describes.</summary>
    /// <param name="deviceNames">What the node calls its devices, by id.</param>
    public static SyncShare ToShare(JObject folder, SyncNode node, IReadOnlyDictionary<string, string> deviceNames)
    {
        double rescan = Number(folder, "rescanIntervalS");
        return new SyncShare(node, (string)folder["id"]!, SharePath.Expand((string?)folder["path"] ?? "", node))
        {
            Label = (string?)folder["label"] ?? "",
            Type = ToType((string?)folder["type"]),
            Paused = (bool?)folder["paused"] ?? false,
            Devices = [.. from device in Devices(folder)
                          where device != node.DeviceId
                          select new SyncShareDevice(device, DeviceNames.Of(device, deviceNames))],
            RescanInterval = rescan > 0 ? TimeSpan.FromSeconds(rescan) : null,
            WatcherEnabled = (bool?)folder["fsWatcherEnabled"] ?? false,
            WatcherDelay = TimeSpan.FromSeconds(Number(folder, "fsWatcherDelayS")),
            MaxConflicts = (int?)folder["maxConflicts"] ?? 0,
            Versioning = ToVersioning((string?)folder["versioning"]?["type"]),
            VersioningParameter = folder["versioning"]?["params"] is JObject given
                ? given.Properties().ToDictionary(item => item.Name, item => (string?)item.Value ?? "")
                : new Dictionary<string, string>(),
            SyncsPermissions = !((bool?)folder["ignorePerms"] ?? false),
            VersioningPath = (string?)folder["versioning"]?["fsPath"] ?? "",
        };
    }

    /// <summary>The ids of all devices in it, our own included.</summary>
    public static IEnumerable<string> Devices(JObject folder) =>
        (folder["devices"] as JArray ?? []).Select(device => (string?)device["deviceID"]).OfType<string>();

    /// <summary>The devices list with some more in it; what is there keeps its fields (an encryption password, who introduced it).</summary>
    public static JArray WithDevices(JObject folder, IEnumerable<string> deviceIds)
    {
        JArray devices = (JArray?)folder["devices"]?.DeepClone() ?? [];
        HashSet<string> present = [.. Devices(folder)];
        foreach (string id in deviceIds.Where(present.Add))
        {
            devices.Add(new JObject { ["deviceID"] = id });
        }

        return devices;
    }

    /// <summary>The devices list with just these; again, what is there keeps its fields.</summary>
    public static JArray OnlyDevices(JObject folder, IEnumerable<string> deviceIds)
    {
        HashSet<string> wanted = [.. deviceIds];
        JArray devices = WithDevices(folder, wanted);
        foreach (JToken device in devices.Where(device => !wanted.Contains((string)device["deviceID"]!)).ToList())
        {
            device.Remove();
        }

        return devices;
    }

    public static string FromType(SyncShareType type) => type switch
    {
        SyncShareType.SendOnly => "sendonly",
        SyncShareType.ReceiveOnly => "receiveonly",
        SyncShareType.ReceiveEncrypted => "receiveencrypted",
        _ => "sendreceive",
    };

    public static SyncShareType ToType(string? type) => type switch
    {
        "sendonly" or "readonly" => SyncShareType.SendOnly, // readonly: its name in configurations of long ago
        "receiveonly" => SyncShareType.ReceiveOnly,
        "receiveencrypted" => SyncShareType.ReceiveEncrypted,
        _ => SyncShareType.SendReceive,
    };

    public static string FromVersioning(SyncVersioning versioning) =>
        versioning == SyncVersioning.None ? "" : versioning.ToString().ToLowerInvariant();

    public static SyncVersioning ToVersioning(string? type) =>
        Enum.TryParse(type, ignoreCase: true, out SyncVersioning versioning) ? versioning : SyncVersioning.None;

    // Integers on 1.x, floats on 2.x.
    private static double Number(JObject folder, string field) =>
        folder[field] is JValue { Value: { } value } ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : 0;
}
