using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>A configuration file, understood: a mistyped key or value is an error that names it, before anything is changed.</summary>
internal sealed record Declaration(IReadOnlyList<DeclaredDevice> Devices, IReadOnlyList<DeclaredShare> Shares, IReadOnlyList<RemoteWorkspace> Workspaces)
{
    /// <summary>The format that is written.</summary>
    public const int Version = 1;

    /// <summary>Understands a file's data.</summary>
    /// <param name="file">For the message.</param>
    public static Declaration Parse(JObject data, string file)
    {
        try
        {
            DeclaredTable root = new(data, "the file");
            if (root.Take("FormatVersion") is { } version && (version.Type != JTokenType.Integer || version.Value<long>() != Version))
            {
                throw new FormatException($"it is of format {version}, and this version of the module knows {Version}");
            }

            Declaration declaration = new(
                [.. root.Tables("Devices", "DeviceId").Select(ToDevice)],
                [.. root.Tables("Shares", "Id").Select(ToShare)],
                [.. root.Tables("Workspaces", "Name").Select(ToWorkspace)]);
            root.End();
            return declaration;
        }
        catch (FormatException e)
        {
            throw new SyncException(SyncError.ConfigurationInvalid, $"{file} is no configuration that can be used: {e.Message}. Nothing was changed. Export-SyncConfiguration writes an example.", e);
        }
    }

    private static DeclaredDevice ToDevice(DeclaredTable table)
    {
        DeviceId id = DeviceId.Parse(table.Text("DeviceId")!);
        JObject fields = table.Fields(DeclaredField.OfDevice);
        table.End();
        return new DeclaredDevice(id, (string?)fields["name"], fields);
    }

    private static DeclaredShare ToShare(DeclaredTable table)
    {
        string id = ShareId.Check(table.Text("Id")!);
        JObject fields = table.Fields(DeclaredField.OfShare);
        if (table.Text("Versioning", isNeeded: false) is { } versioning)
        {
            // Syncthing would run the command of an external one: a file of data must not be able to name a program.
            fields["versioning"] = Enum.TryParse(versioning, ignoreCase: true, out SyncVersioning known) && Enum.IsDefined(known) && known != SyncVersioning.External
                ? new JObject { ["type"] = FolderDocument.FromVersioning(known) }
                : throw new FormatException($"share '{id}' has the Versioning '{versioning}'; it may be None, TrashCan, Simple or Staggered");
        }

        if (table.Take("VersioningParameter") is { } parameters)
        {
            if (fields["versioning"] is not JObject whole || parameters is not JObject given || given.Properties().Any(one => one.Value is not JValue))
            {
                throw new FormatException($"share '{id}': VersioningParameter has to be a table, beside Versioning");
            }

            whole["params"] = new JObject(given.Properties().Select(one => new JProperty(one.Name, one.Value.ToString())));
        }

        DeclaredShare share = new(id, table.Text("Path")!, table.Texts("Devices"), table.Text("Profile", isNeeded: false), table.Texts("Ignore"), fields);
        table.End();
        return share;
    }

    private static RemoteWorkspace ToWorkspace(DeclaredTable table)
    {
        RemoteWorkspace workspace = new()
        {
            Name = table.Text("Name")!,
            HostName = table.Text("HostName")!,
            Path = table.Text("Path")!,
            RemotePath = table.Text("RemotePath")!,
            Shares = [.. table.Tables("Shares", "Id").Select(ToWorkspaceShare)],
        };
        table.End();
        return workspace.Shares.Count > 0 ? workspace : throw new FormatException($"workspace '{workspace.Name}' has no Shares");
    }

    private static WorkspaceShare ToWorkspaceShare(DeclaredTable table)
    {
        WorkspaceShare share = new() { Id = ShareId.Check(table.Text("Id")!), Path = table.Text("Path", isNeeded: false) ?? ".", Profile = table.Text("Profile", isNeeded: false) };
        table.End();
        return share;
    }
}
