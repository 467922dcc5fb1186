using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Accepts devices that want to connect to a node.</summary>
[Cmdlet(VerbsLifecycle.Approve, "SyncDevice", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDevice))]
public sealed class ApproveSyncDeviceCommand : NodeCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PendingDeviceTransformation]
    [Alias("DeviceId")]
    [ArgumentCompleter(typeof(PendingCompleter))]
    public string[] Device { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter]
    public string[]? Address { get; set; }

    protected override void ProcessRecord() => ForEach(Device, (node, device) =>
    {
        string[]? addresses = Address is null ? null : [.. Address.Select(DeviceAddress.Parse)];
        SyncPending? offer = Await(cancel => FindAsync(node, device, cancel));
        DeviceId id = DeviceId.Parse(offer?.DeviceId ?? device);
        JObject? added = Await(cancel => DeviceEditor.PlanAsync(node, id, Name ?? offer?.DeviceName, addresses, cancel));
        if (added is not null && offer is null)
        {
            throw new SyncException(
                SyncError.PendingNotFound,
                $"{node}: the device {id.ShortId}… has not tried to connect. Get-SyncPending -Kind Device lists those that have; New-SyncDevice adds one that hasn't.");
        }

        if (added is null)
        {
            WriteVerbose($"{node.Name}: device {id.ShortId} is accepted already.");
            WriteObject(Await(cancel => DeviceReader.GetAsync(node, id.ToString(), cancel)));
        }
        else if (ShouldProcess($"device '{offer!.DeviceName}' ({id.ShortId}) on {node.Name}", "Accept"))
        {
            WriteObject(Await(cancel => DeviceEditor.AddAsync(node, added, cancel)));
        }
    });

    private static async Task<SyncPending?> FindAsync(SyncNode node, string nameOrId, CancellationToken cancel)
    {
        string id = DeviceId.TryParse(nameOrId, out DeviceId parsed) ? parsed.ToString() : "";
        await foreach (SyncPending offer in PendingReader.ReadAsync(node, SyncPendingKind.Device, cancel).ConfigureAwait(false))
        {
            if (offer.DeviceId == id || string.Equals(offer.DeviceName, nameOrId, StringComparison.OrdinalIgnoreCase))
            {
                return offer;
            }
        }

        return null;
    }
}
