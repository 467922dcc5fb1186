using System.Management.Automation;
using System.Net;
using System.Security;

namespace WorkspaceSync;

/// <summary>Connects to a daemon by its address and key, or by its home on this machine, and keeps it for this session.</summary>
[Cmdlet(VerbsCommunications.Connect, "SyncNode", DefaultParameterSetName = ByUri)]
[OutputType(typeof(SyncNode))]
public sealed class ConnectSyncNodeCommand : WorkspaceCmdlet
{
    private const string ByUri = "Uri";
    private const string ByHome = "ConfigPath";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByUri, ValueFromPipelineByPropertyName = true)]
    public Uri Uri { get; set; } = null!;

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByUri, ValueFromPipelineByPropertyName = true)]
    [ApiKeyTransformation]
    public SecureString ApiKey { get; set; } = null!;

    [Parameter(ParameterSetName = ByUri, ValueFromPipelineByPropertyName = true)]
    public string? CertificateFingerprint { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ByHome, ValueFromPipelineByPropertyName = true)]
    [Alias("Home")]
    public string ConfigPath { get; set; } = null!;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    protected override void ProcessRecord() => Attempt(ParameterSetName == ByUri ? Uri : ConfigPath, () =>
    {
        SyncNode node = ParameterSetName == ByUri ? ConnectByUri() : ConnectByHome();
        NodeRegistry.Current.Add(node);
        WriteVerbose($"Connected to {node.Name}: Syncthing {node.Version} at {node.Uri.Authority}, device {node.DeviceId}.");
        WriteObject(node);
    });

    private SyncNode ConnectByUri()
    {
        string key = new NetworkCredential("", ApiKey).Password;
        byte[]? pin = CertificateFingerprint is null ? null : SyncthingEndpoint.ParseFingerprint(CertificateFingerprint);
        SyncthingEndpoint endpoint = SyncthingEndpoint.Parse(Uri, new ApiKey(key), pin);
        return Await(cancel => NodeConnector.ConnectAsync(endpoint, Name, cancel));
    }

    private SyncNode ConnectByHome()
    {
        string path = GetUnresolvedProviderPathFromPSPath(ConfigPath);
        return Await(cancel => NodeConnector.ConnectAsync(SyncthingHome.At(path), Name, cancel));
    }
}
