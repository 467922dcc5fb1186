using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes a directory a share of a node, with its ignore patterns in place before anything is looked at or offered.</summary>
[Cmdlet(VerbsCommon.New, "SyncShare", SupportsShouldProcess = true)]
[OutputType(typeof(SyncShare))]
public sealed class NewSyncShareCommand : ShareSetupCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Share")]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    [Parameter]
    [DeviceTransformation(TakesNodes = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[] Device { get; set; } = [];

    protected override void ProcessRecord() => ForEachNode(Path, node =>
    {
        string path = ResolvePath(Path, node);
        string id = ShareId.Check(Id ?? System.IO.Path.GetFileName(path.TrimEnd('/')));
        string[] devices = [];
        if (Device.Length > 0)
        {
            DeviceNames names = Await(cancel => DeviceNames.ReadAsync(node, cancel));
            devices = [.. Device.Select(device => names.Resolve(device, node)).Where(device => device != node.DeviceId)];
        }

        SetUp(node, id, path, devices);
    });
}
