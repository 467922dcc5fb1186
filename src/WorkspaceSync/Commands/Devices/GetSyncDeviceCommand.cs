using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives the devices that a node knows, and how they are connected.</summary>
[Cmdlet(VerbsCommon.Get, "SyncDevice")]
[OutputType(typeof(SyncDevice))]
public sealed class GetSyncDeviceCommand : NodeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [DeviceTransformation]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[] Device { get; set; } = [];

    protected override void ProcessRecord() => WriteNamed(
        Device,
        DeviceReader.ReadAllAsync,
        device => [device.Name, device.DeviceId],
        async (node, name, cancel) => (await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false)).NotFound(name, node));
}
