using System.Net;
using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>Makes peers of what the service says about them.</summary>
internal static class PeerReader
{
    /// <summary>
    /// All peers, each as soon as it is read; those without a path come last, as only the roots tell whether they can be
    /// relayed to: the service's own "online" is not to be believed.
    /// </summary>
    /// <param name="context">What is known besides, which is collected while the service puts its answer together.</param>
    public static async IAsyncEnumerable<ZeroTierPeer> ReadAllAsync(
        ZeroTierService service, Task<PeerContext> context, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<PeerAnswer> pathless = [];
        bool canRelay = false;
        await foreach (PeerAnswer answer in service.Api.GetPeersAsync(cancel).ConfigureAwait(false))
        {
            ZeroTierPeer peer = Read(answer, service, await context.ConfigureAwait(false), canRelay: true);
            canRelay |= IsLivingRoot(peer);
            if (peer.PreferredPath is null && peer.Role == ZeroTierRole.Leaf)
            {
                pathless.Add(answer);
            }
            else
            {
                yield return peer;
            }
        }

        foreach (PeerAnswer answer in pathless)
        {
            yield return Read(answer, service, await context.ConfigureAwait(false), canRelay);
        }
    }

    /// <summary>The same without what is known besides the service's word.</summary>
    public static IAsyncEnumerable<ZeroTierPeer> ReadAllAsync(ZeroTierService service, CancellationToken cancel) =>
        ReadAllAsync(service, Task.FromResult(PeerContext.Empty), cancel);

    /// <summary>One peer; null when the service doesn't know it.</summary>
    public static async Task<ZeroTierPeer?> ReadAsync(ZeroTierService service, NodeAddress address, PeerContext context, CancellationToken cancel)
    {
        PeerAnswer? answer = await service.Api.GetPeerAsync(address, cancel).ConfigureAwait(false);
        if (answer is null || answer.Paths.Any(path => path.Preferred))
        {
            return answer is null ? null : Read(answer, service, context, canRelay: true);
        }

        return Read(answer, service, context, await HasLiveRootAsync(service, cancel).ConfigureAwait(false));
    }

    /// <summary>Whether any root was heard lately.</summary>
    public static async Task<bool> HasLiveRootAsync(ZeroTierService service, CancellationToken cancel)
    {
        await foreach (PeerAnswer other in service.Api.GetPeersAsync(cancel).ConfigureAwait(false))
        {
            if (IsLivingRoot(Read(other, service, PeerContext.Empty, canRelay: false)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The error for a peer that the service doesn't know.</summary>
    public static SyncException NotFound(ZeroTierService service, NodeAddress address) => new(
        SyncError.PeerNotFound,
        $"{service.Where}ZeroTier knows no peer {address}: nothing was exchanged with it lately. Send it something first (ping its ZeroTier address), or look at all: Get-ZeroTierPeer");

    /// <summary>Whether it is a root from which something came lately.</summary>
    public static bool IsLivingRoot(ZeroTierPeer peer) =>
        peer.Role != ZeroTierRole.Leaf && peer.Connection is ZeroTierConnection.Direct or ZeroTierConnection.Relayed;

    public static ZeroTierPeer Read(PeerAnswer answer, ZeroTierService service, PeerContext context, bool canRelay)
    {
        NodeAddress address = NodeAddress.Parse(answer.Address);
        ZeroTierRole role = answer.Role == "LEAF" ? ZeroTierRole.Leaf : Enum.TryParse(answer.Role, ignoreCase: true, out ZeroTierRole known) ? known : ZeroTierRole.Leaf;
        ZeroTierPath[] paths = ReadPaths(answer.Paths, service.Now);
        ZeroTierPath? preferred = paths.Length > 0 && paths[0].Preferred ? paths[0] : null;
        ZeroTierConnection connection = PathRule.Decide(preferred, answer.Tunneled, role != ZeroTierRole.Leaf, canRelay);
        IReadOnlyList<IPAddress> managed = context.AddressesOf(address);
        bool isLatencyKnown = answer.Latency >= 0 && connection is ZeroTierConnection.Direct or ZeroTierConnection.Relayed;
        return new ZeroTierPeer(address, service.Machine.HostName)
        {
            Role = role,
            Version = answer.VersionMajor < 0 ? null : answer.Version,
            Connection = connection,
            Latency = isLatencyKnown ? TimeSpan.FromMilliseconds(answer.Latency) : null,
            Tunneled = answer.Tunneled,
            Paths = paths,
            ManagedAddresses = managed,
            Devices = context.NamesOf(managed, preferred?.Address),
        };
    }

    // A sign of life on any socket is one of the path.
    private static ZeroTierPath[] ReadPaths(PathAnswer[] answers, DateTimeOffset now)
    {
        if (answers.Length == 0)
        {
            return [];
        }

        List<PathAnswer> merged = [];
        foreach (PathAnswer answer in answers)
        {
            if (Find(merged, answer.Address) is { } known)
            {
                known.Preferred |= answer.Preferred;
                known.LastReceive = Math.Max(known.LastReceive, answer.LastReceive);
                known.LastSend = Math.Max(known.LastSend, answer.LastSend);
                known.TrustedPathId = Math.Max(known.TrustedPathId, answer.TrustedPathId);
            }
            else
            {
                merged.Add(answer);
            }
        }

        if (merged.Count == 1)
        {
            return ReadPath(merged[0], now) is { } only ? [only] : [];
        }

        return [.. merged.OrderByDescending(path => path.Preferred).ThenByDescending(path => path.LastReceive).Select(path => ReadPath(path, now)).OfType<ZeroTierPath>()];
    }

    // Two or three, a thousand times: nothing is made for it.
    private static PathAnswer? Find(List<PathAnswer> paths, string address)
    {
        foreach (PathAnswer path in paths)
        {
            if (path.Address == address)
            {
                return path;
            }
        }

        return null;
    }

    private static ZeroTierPath? ReadPath(PathAnswer answer, DateTimeOffset now) => PhysicalEndpoint.Parse(answer.Address) is { } endpoint
        ? new ZeroTierPath(endpoint.Address, endpoint.Port, now)
        {
            Preferred = answer.Preferred,
            LastReceive = ToTime(answer.LastReceive),
            LastSend = ToTime(answer.LastSend),
            Trusted = answer.TrustedPathId != 0,
        }
        : null;

    private static DateTimeOffset? ToTime(long milliseconds) => milliseconds > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
