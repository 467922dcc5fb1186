using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Changes what a ZeroTier network may do to this machine; only what is given.</summary>
[Cmdlet(VerbsCommon.Set, "ZeroTierNetwork", SupportsShouldProcess = true)]
[OutputType(typeof(ZeroTierNetwork))]
public sealed class SetZeroTierNetworkCommand : ZeroTierHostCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NetworkTransformation]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string[] Network { get; set; } = [];

    [Parameter]
    public bool? AllowManaged { get; set; }

    [Parameter]
    public bool? AllowGlobal { get; set; }

    [Parameter]
    public bool? AllowDefault { get; set; }

    [Parameter]
    public bool? AllowDns { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => ForEach(Network, Change);

    private void Change(ZeroTierService service, string wanted)
    {
        ZeroTierNetwork network = NetworkChoice.Find(service, Await(service.GetNetworksAsync), wanted);
        (string Name, bool Value)[] changes = [.. Differences(network)];
        if (changes.Length == 0)
        {
            WriteVerbose($"{service.Where}ZeroTier network {network.Title} is so already.");
        }
        else if (!ShouldProcess($"{service.Where}ZeroTier network {network.Title}", $"Set {string.Join(" and ", changes.Select(change => $"{change.Name} to {(change.Value ? "true" : "false")}"))}"))
        {
            return;
        }
        else
        {
            network = Await(cancel => NetworkSettings.SetAsync(service, network, changes, cancel));
        }

        if (PassThru)
        {
            WriteObject(network);
        }
    }

    private IEnumerable<(string Name, bool Value)> Differences(ZeroTierNetwork network) =>
        from setting in new (string Name, bool? Wanted, bool Current)[]
        {
            ("allowManaged", AllowManaged, network.AllowManaged),
            ("allowGlobal", AllowGlobal, network.AllowGlobal),
            ("allowDefault", AllowDefault, network.AllowDefault),
            ("allowDNS", AllowDns, network.AllowDns),
        }
        where setting.Wanted is not null && setting.Wanted != setting.Current
        select (setting.Name, setting.Wanted.GetValueOrDefault());
}
