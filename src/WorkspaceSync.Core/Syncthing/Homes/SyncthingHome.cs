using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WorkspaceSync;

/// <summary>The directory with a daemon's configuration and keys.</summary>
internal sealed record SyncthingHome(string Directory, HomeOrigin Origin)
{
    /// <summary>What the daemon's own arguments or environment say about its API, over its config.xml.</summary>
    public GuiOverride Override { get; init; } = GuiOverride.None;

    public string ConfigFile => Path.Join(Directory, "config.xml");

    /// <summary>A home that the user named, by its directory or by the config.xml in it.</summary>
    public static SyncthingHome At(string path) =>
        new(Path.GetFileName(path) == "config.xml" ? Path.GetDirectoryName(path)! : path, HomeOrigin.Given);

    /// <summary>The id of the device whose certificate is in a home; null when there is none to be read.</summary>
    public static DeviceId? DeviceIdOf(string directory) =>
        ReadCertificate(Path.Join(directory, "cert.pem")) is { } certificate ? WorkspaceSync.DeviceId.FromCertificate(certificate) : null;

    public DeviceId? ReadDeviceId() => DeviceIdOf(Directory);

    /// <summary>Where the daemon's API is, and the key; with the home's own certificate pinned when it speaks TLS.</summary>
    public SyncthingEndpoint ReadEndpoint()
    {
        ConfigXml config = ConfigXml.Read(ConfigFile);
        string address = Override.Address ?? config.Address;
        bool isTls = Override.Address is { } given && given.Contains("://", StringComparison.Ordinal)
            ? given.StartsWith("https:", StringComparison.Ordinal) || given.StartsWith("unixs:", StringComparison.Ordinal)
            : config.IsTls;
        GuiAddress gui = GuiAddress.Parse(address, isTls, ConfigFile);
        return new SyncthingEndpoint
        {
            Uri = gui.Uri,
            UnixSocket = gui.UnixSocket,
            Key = new ApiKey(Override.ApiKey ?? config.ApiKey),
            PinnedCertificate = isTls ? ReadPin() : null,
        };
    }

    /// <summary>The folders in the home's config.xml: for a daemon that is not running, as nothing else can tell.</summary>
    public IReadOnlyList<ConfigXml.Folder> ReadFolders() => ConfigXml.Read(ConfigFile).Folders;

    private static byte[]? ReadCertificate(string path)
    {
        try
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
            return certificate.RawData;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }

    private byte[] ReadPin() => ReadCertificate(Path.Join(Directory, "https-cert.pem")) is { } certificate
        ? SHA256.HashData(certificate)
        : throw new SyncException(
            SyncError.HomeUnreadable,
            $"{Directory}: the daemon speaks TLS, and its certificate (https-cert.pem) cannot be read, so it can't be told from another. Mend the file's permissions, or connect with Connect-SyncNode -Uri -CertificateFingerprint.");
}
