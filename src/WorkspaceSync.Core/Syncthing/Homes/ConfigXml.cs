using System.Xml;
using System.Xml.Linq;

namespace WorkspaceSync;

/// <summary>
/// What is needed of a home's config.xml, which is only ever read. The elements are taken at their own depth: below
/// <c>defaults</c> there are other folders and addresses.
/// </summary>
internal sealed record ConfigXml(string Address, bool IsTls, string ApiKey, IReadOnlyList<ConfigXml.Folder> Folders)
{
    private static readonly XmlReaderSettings s_safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>A folder as the file has it.</summary>
    internal sealed record Folder(string Id, string Label, string Path)
    {
        /// <summary>The ids of the devices that it is shared with, our own included.</summary>
        public IReadOnlyList<string> Devices { get; init; } = [];

        /// <summary>The versioning's type and parameters, by Syncthing's names.</summary>
        public (string Type, IReadOnlyDictionary<string, string> Parameters, string Path) Versioning { get; init; } = ("", new Dictionary<string, string>(), "");
    }

    /// <summary>What the devices are called, by id.</summary>
    public IReadOnlyDictionary<string, string> DeviceNames { get; init; } = new Dictionary<string, string>();

    public static ConfigXml Read(string file) => Read(Load(file), file);

    /// <summary>The same of a file on another machine.</summary>
    /// <param name="text">What is in it.</param>
    /// <param name="file">Where it is, for messages.</param>
    public static ConfigXml Parse(string text, string file)
    {
        try
        {
            // Bytes that were decoded by hand keep the mark that some editors put before them.
            using XmlReader reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), s_safe);
            return Read(XDocument.Load(reader), file);
        }
        catch (XmlException e)
        {
            throw Invalid(file, e);
        }
    }

    private static ConfigXml Read(XDocument document, string file)
    {
        XElement? root = document.Root;
        XElement? gui = root?.Element("gui");
        if (root is null || gui is null)
        {
            throw Unreadable(file, "it has no <gui> section");
        }

        if ((string?)gui.Attribute("enabled") == "false")
        {
            throw Unreadable(file, "the GUI and with it the API is turned off (<gui enabled=\"false\">); turn it on and restart Syncthing");
        }

        string key = ((string?)gui.Element("apikey") ?? "").Trim();
        string address = ((string?)gui.Element("address") ?? "").Trim();
        return key.Length == 0 || address.Length == 0
            ? throw Unreadable(file, key.Length == 0 ? "it has no API key; set one in Syncthing's settings" : "it has no GUI address")
            : new ConfigXml(
                address,
                (string?)gui.Attribute("tls") == "true",
                key,
                [.. root.Elements("folder").Select(ToFolder)])
            {
                DeviceNames = root.Elements("device").GroupBy(device => (string?)device.Attribute("id") ?? "")
                    .ToDictionary(group => group.Key, group => (string?)group.First().Attribute("name") ?? ""),
            };
    }

    private static Folder ToFolder(XElement folder)
    {
        XElement? versioning = folder.Element("versioning");
        return new Folder((string?)folder.Attribute("id") ?? "", (string?)folder.Attribute("label") ?? "", (string?)folder.Attribute("path") ?? "")
        {
            Devices = [.. folder.Elements("device").Select(device => (string?)device.Attribute("id")).OfType<string>()],
            Versioning = (
                (string?)versioning?.Attribute("type") ?? "",
                (versioning?.Elements("param") ?? []).GroupBy(param => (string?)param.Attribute("key") ?? "")
                    .ToDictionary(group => group.Key, group => (string?)group.First().Attribute("val") ?? ""),
                (string?)versioning?.Element("fsPath") ?? ""),
        };
    }

    private static XDocument Load(string file)
    {
        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using XmlReader reader = XmlReader.Create(stream, s_safe);
            return XDocument.Load(reader);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SyncException(SyncError.HomeNotFound, $"There is no {file}, so this is not a Syncthing home. Start Syncthing once, or give the directory with its config.xml.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, $"{e.Message.TrimEnd('.')}; are you the user who runs Syncthing?", e);
        }
        catch (XmlException e)
        {
            throw Invalid(file, e);
        }
    }

    private static SyncException Invalid(string file, XmlException error) =>
        Unreadable(file, $"it is no valid XML ({error.Message.TrimEnd('.')}); Syncthing keeps older ones beside it as config.xml.v*", error);

    private static SyncException Unreadable(string file, string why, Exception? inner = null) =>
        new(SyncError.HomeUnreadable, $"{file} cannot be used: {why}.", inner);
}
