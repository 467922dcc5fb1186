using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Leaves ZeroTier networks: their devices, addresses and routes go.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ZeroTierNetwork", SupportsShouldProcess = true)]
[OutputType(typeof(ZeroTierNetwork))]
public sealed class DisconnectZeroTierNetworkCommand : ZeroTierHostCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NetworkTransformation]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string[] Network { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => ForEach(Network, Leave);

    private void Leave(ZeroTierService service, string wanted)
    {
        ZeroTierNetwork network = NetworkChoice.Find(service, Await(service.GetNetworksAsync), wanted);
        if (!ShouldProcess($"{service.Where}ZeroTier network {network.Title}", "Leave"))
        {
            return;
        }

        Await(cancel => service.Api.LeaveAsync(network.Network, cancel));
        if (Await(cancel => service.Api.GetNetworkAsync(network.Network, cancel)) is not null)
        {
            throw new SyncException(
                SyncError.ChangeNotTaken,
                $"{service.Where}ZeroTier said yes to leaving {network.Title}, and is still on it. Restart its service, and try again.");
        }

        if (PassThru)
        {
            WriteObject(network);
        }
    }
}
