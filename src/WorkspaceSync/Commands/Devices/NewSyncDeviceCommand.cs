using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Introduces a device to a node. The other side has to do the same before they connect.</summary>
[Cmdlet(VerbsCommon.New, "SyncDevice", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDevice))]
public sealed class NewSyncDeviceCommand : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string DeviceId { get; set; } = null!;

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Addresses")]
    public string[]? Address { get; set; }

    protected override void ProcessRecord() => Attempt(DeviceId, () =>
    {
        // Checked before anything is sent anywhere, the local daemon's address included.
        DeviceId id = WorkspaceSync.DeviceId.Parse(DeviceId);
        string[]? addresses = Address is null ? null : [.. Address.Select(DeviceAddress.Parse)];
        ForEachNode(DeviceId, node => Add(node, id, addresses));
    });

    private void Add(SyncNode node, DeviceId id, string[]? addresses)
    {
        JObject? device = Await(cancel => DeviceEditor.PlanAsync(node, id, Name, addresses, cancel));
        if (device is null)
        {
            WriteVerbose($"{node.Name}: device {id.ShortId} is there already, as asked.");
            WriteObject(Await(cancel => DeviceReader.GetAsync(node, id.ToString(), cancel)));
        }
        else if (ShouldProcess($"device {(Name is null ? id.ShortId : $"'{Name}' ({id.ShortId})")} on {node.Name}", "Add"))
        {
            WriteObject(Await(cancel => DeviceEditor.AddAsync(node, device, cancel)));
        }
    }
}
