namespace WorkspaceSync;

/// <summary>The shares of this machine while its daemon doesn't run: from its config.xml, or from the mark in a directory.</summary>
internal static class StoppedSites
{
    private const string Marker = ".stfolder";

    /// <summary>All shares that a home's config.xml has.</summary>
    public static IEnumerable<ShareSite> Read(SyncthingHome home)
    {
        ConfigXml config = home.ReadConfig();
        string? self = home.ReadDeviceId()?.ToString();
        string machine = self is not null ? WorkspaceSync.DeviceNames.Of(self, config.DeviceNames) : Environment.MachineName;
        return config.Folders.Select(folder => new ShareSite
        {
            Share = folder.Id,
            Files = new LocalFiles(ExpandHome(folder.Path)),
            Machine = machine,
            SelfId = self,
            DeviceIds = folder.Devices,
            DeviceNames = config.DeviceNames,
            Versions = new VersionStore(FolderDocument.ToVersioning(folder.Versioning.Type), folder.Versioning.Parameters, folder.Versioning.Path),
        });
    }

    /// <summary>The share that a path lies in, known by its marker only; null when there is none.</summary>
    public static ShareSite? FindAround(string path)
    {
        for (string? directory = path; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Directory.Exists(Path.Join(directory, Marker)))
            {
                return new ShareSite { Share = "", Files = new LocalFiles(directory), Machine = Environment.MachineName };
            }
        }

        return null;
    }

    private static string ExpandHome(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..])
            : path;
}
