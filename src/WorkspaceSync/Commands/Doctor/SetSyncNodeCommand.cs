using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Keeps a node to its known devices and addresses.</summary>
[Cmdlet(VerbsCommon.Set, "SyncNode", SupportsShouldProcess = true)]
[OutputType(typeof(SyncNode))]
public sealed class SetSyncNodeCommand : NodeCmdlet
{
    [Parameter(Mandatory = true)]
    public SwitchParameter Private { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Address { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => ForEachNode(null, node =>
    {
        if (!Private)
        {
            return;
        }

        string[] addresses = Address ?? [.. Await(cancel => FindZeroTierAddressesAsync(node, cancel))];
        NodePrivacy plan = Await(cancel => NodePrivacy.PlanAsync(node, addresses, cancel));
        if (!plan.IsDone && ShouldProcess($"node '{node.Name}': {string.Join(", ", plan.Changes)}", "Set"))
        {
            Await(plan.ApplyAsync);
            WarnOfLostDevices(node);
        }

        if (PassThru)
        {
            WriteObject(node);
        }
    });

    // Without discovery a device is found only where its address is written down.
    private void WarnOfLostDevices(SyncNode node)
    {
        List<string> lost = Await(async cancel =>
        {
            List<string> names = [];
            await foreach (JObject device in node.Client.Config.GetDevicesAsync(cancel).ConfigureAwait(false))
            {
                if ((string?)device["deviceID"] != node.DeviceId && (device["addresses"] as JArray ?? []).All(address => (string?)address == "dynamic"))
                {
                    names.Add(SecurityChecks.Name(device));
                }
            }

            return names;
        });
        if (lost.Count > 0)
        {
            WriteWarning($"{node.Name}: {string.Join(", ", lost)} had no address but discovery's, and can now only connect from its own side. Give it one: Set-SyncDevice '{lost[0]}' -Address tcp://ADDRESS:22000");
        }
    }

    private static async Task<IEnumerable<string>> FindZeroTierAddressesAsync(SyncNode node, CancellationToken cancel)
    {
        if (node.Machine is null)
        {
            return [];
        }

        try
        {
            IZeroTierMachine machine = node.Shell is { } shell ? new RemoteMachine(shell) : new LocalMachine();
            using ZeroTierService service = await ZeroTierService.OpenAsync(machine, cancel).ConfigureAwait(false);
            IReadOnlyList<ZeroTierNetwork> networks = await service.GetNetworksAsync(cancel).ConfigureAwait(false);
            return [.. networks.Where(network => network.Status == ZeroTierNetworkStatus.Ok).SelectMany(network => network.AssignedAddresses).Select(address => address.Split('/')[0])];
        }
        catch (SyncException)
        {
            return []; // no ZeroTier there, or none that may be asked: where it listens stays as it is
        }
    }
}
