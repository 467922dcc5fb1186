using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>What others offered to a node.</summary>
internal static class PendingReader
{
    /// <param name="kind">Only this kind; null is both.</param>
    public static async IAsyncEnumerable<SyncPending> ReadAsync(
        SyncNode node, SyncPendingKind? kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (kind is not SyncPendingKind.Share)
        {
            foreach ((string id, PendingDevice device) in await node.Client.Cluster.GetPendingDevicesAsync(cancel).ConfigureAwait(false))
            {
                yield return new SyncPending
                {
                    Kind = SyncPendingKind.Device,
                    DeviceId = id,
                    DeviceName = device.Name.Length > 0 ? device.Name : id[..7],
                    Address = device.Address,
                    Time = device.Time,
                    Node = node,
                };
            }
        }

        if (kind is SyncPendingKind.Device)
        {
            yield break;
        }

        DeviceNames names = await DeviceNames.ReadAsync(node, cancel).ConfigureAwait(false);
        foreach ((string share, PendingFolder folder) in await node.Client.Cluster.GetPendingFoldersAsync(cancel).ConfigureAwait(false))
        {
            foreach ((string id, PendingFolder.Offer offer) in folder.OfferedBy)
            {
                yield return new SyncPending
                {
                    Kind = SyncPendingKind.Share,
                    Share = share,
                    Label = offer.Label,
                    DeviceId = id,
                    DeviceName = DeviceNames.Of(id, names.ById),
                    Time = offer.Time,
                    Encrypted = offer.ReceiveEncrypted,
                    Node = node,
                };
            }
        }
    }
}
