using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Changes what a node has about a device; only what is given.</summary>
[Cmdlet(VerbsCommon.Set, "SyncDevice", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDevice))]
public sealed class SetSyncDeviceCommand : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [DeviceTransformation]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string[] Device { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Address { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => ForEach(Device, (node, device) =>
    {
        JObject change = [];
        if (Name is not null)
        {
            change["name"] = Name;
        }

        if (Address is not null)
        {
            change["addresses"] = new JArray(Address.Select(DeviceAddress.Parse));
        }

        JObject current = Await(cancel => DeviceReader.GetDocumentAsync(node, device, cancel));
        if (ConfigurationDifference.Of(change, current).Count == 0)
        {
            WriteVerbose($"{node.Name}: device '{device}' is so already.");
        }
        else if (!ShouldProcess($"device '{device}' on {node.Name}", $"Change {string.Join(" and ", change.Properties().Select(field => field.Name))}"))
        {
            return;
        }
        else
        {
            Await(cancel => DeviceEditor.PatchAsync(node, current, change, cancel));
        }

        if (PassThru)
        {
            WriteObject(Await(cancel => DeviceReader.GetAsync(node, (string)current["deviceID"]!, cancel)));
        }
    });
}
