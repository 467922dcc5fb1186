using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Writes down what a node has, by the names of a configuration file: devices, shares, and this machine's workspaces. No keys, no passwords.</summary>
internal static class DeclarationExport
{
    public static async Task<JObject> ReadAsync(SyncNode node, IReadOnlyList<RemoteWorkspace> workspaces, CancellationToken cancel)
    {
        DeviceNames names = await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false);
        JArray devices = [];
        await foreach (JObject device in node.Client.Config.GetDevicesAsync(cancel).ConfigureAwait(false))
        {
            if ((string?)device["deviceID"] != node.DeviceId)
            {
                devices.Add(Write(new JObject { ["DeviceId"] = device["deviceID"] }, device, DeclaredField.OfDevice));
            }
        }

        JArray shares = [];
        await foreach (JObject folder in node.Client.Config.GetFoldersAsync(cancel).ConfigureAwait(false))
        {
            if (FolderDocument.ToType((string?)folder["type"]) != SyncShareType.ReceiveEncrypted)
            {
                shares.Add(await ShareAsync(node, folder, names, cancel).ConfigureAwait(false));
            }
        }

        return new JObject
        {
            ["FormatVersion"] = Declaration.Version,
            ["Devices"] = devices,
            ["Shares"] = shares,
            ["Workspaces"] = new JArray(workspaces.Select(workspace => WorkspaceOf(workspace, node))),
        };
    }

    private static async Task<JObject> ShareAsync(SyncNode node, JObject folder, DeviceNames names, CancellationToken cancel)
    {
        string id = (string)folder["id"]!;
        JObject share = Write(new JObject { ["Id"] = id, ["Path"] = Shorten((string)folder["path"]!, node) }, folder, DeclaredField.OfShare);
        share["Devices"] = new JArray(FolderDocument.Devices(folder).Where(device => device != node.DeviceId).Select(device => NameOf(device, names)));
        SyncVersioning versioning = FolderDocument.ToVersioning((string?)folder["versioning"]?["type"]);
        if (versioning != SyncVersioning.External)
        {
            share["Versioning"] = versioning.ToString();
            if (folder["versioning"]?["params"] is JObject { Count: > 0 } parameters)
            {
                share["VersioningParameter"] = parameters.DeepClone();
            }
        }

        share["Ignore"] = new JArray((object[])((await node.Client.Database.GetIgnoresAsync(id, cancel).ConfigureAwait(false)).Ignore ?? []));
        return share;
    }

    private static JObject WorkspaceOf(RemoteWorkspace workspace, SyncNode node) => new()
    {
        ["Name"] = workspace.Name,
        ["HostName"] = workspace.HostName,
        ["Path"] = Shorten(workspace.Path, node),
        ["RemotePath"] = workspace.RemotePath,
        ["Shares"] = new JArray(workspace.Shares.Select(share => share.Profile is null
            ? new JObject { ["Id"] = share.Id, ["Path"] = share.Path }
            : new JObject { ["Id"] = share.Id, ["Path"] = share.Path, ["Profile"] = share.Profile })),
    };

    private static JObject Write(JObject entry, JObject from, IReadOnlyList<DeclaredField> fields)
    {
        foreach (DeclaredField field in fields)
        {
            if (from[field.Field] is { Type: not JTokenType.Null } value && field.ToFile(value) is { } written)
            {
                entry[field.Key] = written.DeepClone();
            }
        }

        return entry;
    }

    // A name that two devices have tells neither.
    private static string NameOf(string device, DeviceNames names) =>
        names.ById.GetValueOrDefault(device) is { Length: > 0 } name && names.ById.Values.Count(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) == 1 ? name : device;

    private static string Shorten(string path, SyncNode node) =>
        node.HomeDirectory is { Length: > 1 } home && WorkspacePath.Contains(home, path) ? "~" + path[home.TrimEnd('/').Length..] : path;
}
