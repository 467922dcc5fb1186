namespace WorkspaceSync;

/// <summary>The daemons of a share that can be asked, and whether they are all of them.</summary>
/// <param name="Nodes">The node that was asked for first, then those of its devices that this session knows.</param>
/// <param name="DeviceIds">All devices that matter, by id.</param>
/// <param name="Scope">Both when every device's own daemon can be asked.</param>
internal sealed record FlushSides(IReadOnlyList<SyncNode> Nodes, IReadOnlySet<string> DeviceIds, SyncProofScope Scope)
{
    /// <summary>Looks who shares it. The others count as sides only when they share it back: one that doesn't is a named no.</summary>
    public static async Task<FlushSides> FindAsync(
        SyncNode node, SyncShare share, IReadOnlySet<string>? wanted, IReadOnlyList<SyncNode> known, CancellationToken cancel)
    {
        string[] devices = [.. share.Devices.Select(device => device.DeviceId).Where(id => wanted is null || wanted.Contains(id))];
        if (devices.Length == 0)
        {
            throw new SyncException(
                SyncError.ShareNotShared,
                $"{node}: '{share.Id}' is shared with {(wanted is null ? "no other device" : "none of the devices given")}, so there is nothing to wait for. Set-SyncShare {share.Id} -AddDevice shares it.");
        }

        List<SyncNode> sides = [node];
        foreach (SyncNode peer in known.Where(peer => devices.Contains(peer.DeviceId)).DistinctBy(peer => peer.DeviceId))
        {
            SyncShare? theirs = await ShareReader.FindAsync(peer, share.Id, cancel).ConfigureAwait(false);
            if (theirs is null || theirs.Devices.All(device => device.DeviceId != node.DeviceId))
            {
                throw new SyncException(
                    SyncError.ShareNotShared,
                    $"{peer}: '{share.Id}' is not shared back to {node}. Accept it there: Get-SyncPending -Node <{peer}> | Approve-SyncShare -Path <where>.");
            }

            sides.Add(peer);
        }

        return new FlushSides(sides, devices.ToHashSet(), sides.Count == devices.Length + 1 ? SyncProofScope.Both : SyncProofScope.LocalOnly);
    }
}
