using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives the ZeroTier networks that a machine has joined.</summary>
[Cmdlet(VerbsCommon.Get, "ZeroTierNetwork")]
[OutputType(typeof(ZeroTierNetwork))]
public sealed class GetZeroTierNetworkCommand : ZeroTierHostCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [NetworkTransformation]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string[] Network { get; set; } = [];

    protected override void ProcessRecord() => ForEachService(null, service =>
    {
        NameFilter filter = new(Network);
        IReadOnlyList<ZeroTierNetwork> networks = Await(service.GetNetworksAsync);
        foreach (ZeroTierNetwork network in networks.Where(network => filter.IsMatch([network.Id, network.Name])))
        {
            WriteObject(network);
        }

        foreach (string missing in filter.Missing)
        {
            Attempt(missing, () => throw NetworkChoice.NotFound(service, missing, networks));
        }
    });
}
