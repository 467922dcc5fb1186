using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WorkspaceSync;

/// <summary>The directory with a daemon's configuration and keys.</summary>
internal sealed record SyncthingHome(string Directory, HomeOrigin Origin)
{
    /// <summary>What the daemon's own arguments or environment say about its API, over its config.xml.</summary>
    public GuiOverride Override { get; init; } = GuiOverride.None;

    /// <summary>The texts of its files by name, when the home is on another machine; null when they are read from here.</summary>
    public IReadOnlyDictionary<string, string>? Fetched { get; init; }

    public string ConfigFile => Path.Join(Directory, "config.xml");

    /// <summary>A home that the user named, by its directory or by the config.xml in it.</summary>
    public static SyncthingHome At(string path) =>
        new(Path.GetFileName(path) == "config.xml" ? Path.GetDirectoryName(path)! : path, HomeOrigin.Given);

    /// <summary>The id of the device whose certificate is in a home; null when there is none to be read.</summary>
    public static DeviceId? DeviceIdOf(string directory) =>
        new SyncthingHome(directory, HomeOrigin.Given).ReadDeviceId();

    public DeviceId? ReadDeviceId() => ReadCertificate("cert.pem") is { } certificate ? WorkspaceSync.DeviceId.FromCertificate(certificate) : null;

    /// <summary>Where the daemon's API is, and the key; with the home's own certificate pinned when it speaks TLS.</summary>
    public SyncthingEndpoint ReadEndpoint()
    {
        ConfigXml config = ReadConfig();
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
    public IReadOnlyList<ConfigXml.Folder> ReadFolders() => ReadConfig().Folders;

    /// <summary>All of it that is of use here.</summary>
    public ConfigXml ReadConfig() => Fetched is null
        ? ConfigXml.Read(ConfigFile)
        : ConfigXml.Parse(Fetched.GetValueOrDefault("config.xml") ?? "", ConfigFile);

    private byte[]? ReadCertificate(string name)
    {
        try
        {
            string? text = Fetched is null ? File.ReadAllText(Path.Join(Directory, name)) : Fetched.GetValueOrDefault(name);
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(text);
            return certificate.RawData;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }

    private byte[] ReadPin() => ReadCertificate("https-cert.pem") is { } certificate
        ? SHA256.HashData(certificate)
        : throw new SyncException(
            SyncError.HomeUnreadable,
            $"{Directory}: the daemon speaks TLS, and its certificate (https-cert.pem) cannot be read, so it can't be told from another. Mend the file's permissions, or connect with Connect-SyncNode -Uri -CertificateFingerprint.");
}
