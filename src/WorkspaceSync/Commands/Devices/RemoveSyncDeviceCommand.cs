using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Makes a node forget devices; its shares are no longer shared with them. No file is touched.</summary>
[Cmdlet(VerbsCommon.Remove, "SyncDevice", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveSyncDeviceCommand : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [DeviceTransformation]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[] Device { get; set; } = [];

    protected override void ProcessRecord() => ForEach(Device, (node, name) =>
    {
        SyncDevice device = Await(cancel => DeviceReader.GetAsync(node, name, cancel));
        string shares = device.Shares.Count == 0 ? "" : $", which shares {string.Join(", ", device.Shares)}";
        if (ShouldProcess($"device '{device.Name}' on {node.Name}{shares}", "Remove"))
        {
            Await(cancel => DeviceEditor.RemoveAsync(node, device.DeviceId, cancel));
        }
    });
}
