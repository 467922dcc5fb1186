namespace WorkspaceSync;

/// <summary>What a path test needs to know before it sends anything, collected once.</summary>
internal sealed class PathTestSession
{
    /// <summary>How long one probe may take.</summary>
    public static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(2);

    /// <summary>How long a direct path is waited for.</summary>
    public static readonly TimeSpan DirectPatience = TimeSpan.FromSeconds(30);

    /// <summary>How often traffic is sent so that ZeroTier looks for a direct path.</summary>
    public static readonly TimeSpan NudgePause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly ZeroTierService _service;
    private readonly IReadOnlyList<ZeroTierNetwork> _networks;
    private readonly PeerContext _context;
    private readonly PathTarget _target;

    private PathTestSession(ZeroTierService service, IReadOnlyList<ZeroTierNetwork> networks, PeerContext context, PathTarget target)
    {
        _service = service;
        _networks = networks;
        _context = context;
        _target = target;
    }

    public static async Task<PathTestSession> PrepareAsync(
        ZeroTierService service, int? port, Func<PathTargetFinder, CancellationToken, Task<PathTarget>> find, CancellationToken cancel)
    {
        Task<(IReadOnlyList<DeviceLink> Links, string? Trouble)> devices = PeerSurroundings.ReadDevicesAsync(cancel);
        IReadOnlyList<ZeroTierNetwork> networks = await service.GetNetworksAsync(cancel).ConfigureAwait(false);
        ManagedAddresses addresses = await PeerSurroundings.ReadAddressesAsync(service, networks, cancel).ConfigureAwait(false);
        (IReadOnlyList<DeviceLink> links, string? trouble) = await devices.ConfigureAwait(false);
        PeerContext context = new(addresses, links, trouble);
        return new PathTestSession(service, networks, context, await find(new PathTargetFinder(service, networks, context, port), cancel).ConfigureAwait(false));
    }

    /// <summary>Why no device is named; null when Syncthing told its own.</summary>
    public string? Trouble => _context.Trouble;

    public PathTester CreateTester(TimeSpan patience) => new(_service, _target)
    {
        Networks = _networks,
        Context = _context,
        Interfaces = LocalInterface.ReadAll(),
        Patience = patience,
        Pause = s_pause,
    };

    /// <summary>A direct path is only made while there is traffic, so without an address there is nothing to wait for.</summary>
    public void DemandAddress()
    {
        if (_target.Address is null)
        {
            throw new SyncException(
                SyncError.PeerNotFound,
                $"No address of {_target.Peer} on a ZeroTier network is known here, so that no traffic can be sent to it. Give its address: Test-ZeroTierPath -Address");
        }
    }

    public SyncException NotDirect(ZeroTierPathTest last, TimeSpan limit) => new(
        SyncError.NotDirectInTime,
        $"No direct path to {_target.HostName ?? last.Peer} within {limit.TotalSeconds:0.#} s: {last.Verdict}. {string.Join(" ", last.Advice.Take(2))}");
}
