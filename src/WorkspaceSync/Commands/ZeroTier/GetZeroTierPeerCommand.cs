using System.Management.Automation;
using System.Net;

namespace WorkspaceSync;

/// <summary>Gives the peers that a ZeroTier service knows, and how packets really reach them.</summary>
[Cmdlet(VerbsCommon.Get, "ZeroTierPeer", DefaultParameterSetName = ByAddress)]
[OutputType(typeof(ZeroTierPeer))]
public sealed class GetZeroTierPeerCommand : ZeroTierHostCmdlet
{
    private const string ByAddress = "Address";
    private const string ByIp = "Ip";

    private readonly Dictionary<ZeroTierService, Task<PeerContext>> _contexts = [];

    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ByAddress)]
    [SupportsWildcards]
    [PeerTransformation]
    [ArgumentCompleter(typeof(PeerCompleter))]
    public string[] Address { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = ByIp)]
    public IPAddress[] Ip { get; set; } = [];

    private protected override bool ReadsPeers => ParameterSetName == ByAddress && !AreNamed(Address);

    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByIp)
        {
            Array.ForEach(Ip, ip => ForEachService(ip, service => WritePeer(service, Await(cancel => FindAsync(service, ip, cancel)))));
            return;
        }

        string[] wanted = [.. Address.Where(IsUsable)];
        if (AreNamed(wanted))
        {
            ForEach(wanted, (service, address) => WritePeer(service, NodeAddress.Parse(address)));
        }
        else if (wanted.Length > 0 || Address.Length == 0)
        {
            ForEachService(null, service => WriteMatching(service, wanted));
        }
    }

    // Few peers, asked for one by one, or all of them, to be looked through.
    private static bool AreNamed(string[] addresses) => addresses.Length > 0 && !addresses.Any(WildcardPattern.ContainsWildcardCharacters);

    // A malformed address can be nobody's; one with wildcards is looked for.
    private bool IsUsable(string address)
    {
        bool isUsable = WildcardPattern.ContainsWildcardCharacters(address);
        Attempt(address, () => isUsable = isUsable || NodeAddress.Parse(address) is { });
        return isUsable;
    }

    protected override void EndProcessing()
    {
        foreach (Task<PeerContext> context in _contexts.Values)
        {
            if (context is { IsCompletedSuccessfully: true, Result.Trouble: { } trouble })
            {
                WriteVerbose(trouble);
            }
        }
    }

    private void WritePeer(ZeroTierService service, NodeAddress address)
    {
        PeerContext context = Await(_ => ContextOf(service));
        WriteObject(Await(cancel => PeerReader.ReadAsync(service, address, context, cancel)) ?? throw PeerReader.NotFound(service, address));
    }

    private void WriteMatching(ZeroTierService service, string[] wanted)
    {
        NameFilter filter = new(wanted);
        Task<PeerContext> context = ContextOf(service);
        foreach (ZeroTierPeer peer in PeerReader.ReadAllAsync(service, context, StopToken).ToBlockingEnumerable(StopToken))
        {
            if (wanted.Length == 0 || filter.IsMatch([peer.Address]))
            {
                WriteObject(peer);
            }
        }

        foreach (string missing in filter.Missing)
        {
            Attempt(missing, () => throw PeerReader.NotFound(service, NodeAddress.Parse(missing)));
        }
    }

    private Task<PeerContext> ContextOf(ZeroTierService service)
    {
        if (!_contexts.TryGetValue(service, out Task<PeerContext>? context))
        {
            _contexts[service] = context = Task.Run(() => PeerSurroundings.ReadAsync(service, StopToken), StopToken);
        }

        return context;
    }

    private static async Task<NodeAddress> FindAsync(ZeroTierService service, IPAddress ip, CancellationToken cancel) =>
        await new PeerFinder(service, await service.GetNetworksAsync(cancel).ConfigureAwait(false)).FindAsync(ip, cancel).ConfigureAwait(false);
}
