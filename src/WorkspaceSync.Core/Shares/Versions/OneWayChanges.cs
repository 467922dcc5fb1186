using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>What stands against the direction of a one-way share: own changes of a receive-only one, others' changes of a send-only one.</summary>
internal static class OneWayChanges
{
    private const int Most = 100_000;

    /// <summary>Own changes of receive-only shares.</summary>
    public static async IAsyncEnumerable<SyncLocalChange> ReadLocalAsync(SyncNode node, Func<string, bool> isWanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (SyncShare share in ShareReader.ReadAllAsync(node, cancel).ConfigureAwait(false))
        {
            if (!isWanted(share.Id) || share.Paused || share.Type is not (SyncShareType.ReceiveOnly or SyncShareType.ReceiveEncrypted))
            {
                continue;
            }

            await foreach (IndexEntry entry in node.Client.Database.GetLocalChangedAsync(share.Id, Most, cancel).ConfigureAwait(false))
            {
                yield return ToChange(node, share.Id, entry);
            }
        }
    }

    /// <summary>What would be lost by taking back the changes against the direction, and the share's type checked: else nothing would happen, and be called success.</summary>
    public static async Task<IReadOnlyList<SyncLocalChange>> PreviewAsync(SyncNode node, string id, SyncShareType type, CancellationToken cancel)
    {
        SyncShare share = await ShareReader.GetAsync(node, id, cancel).ConfigureAwait(false);
        if (share.Type != type)
        {
            throw new SyncException(
                SyncError.ShareTypeUnsuitable,
                $"{node}: '{id}' is {share.Type} there, and this is for {type} shares. {(type is SyncShareType.ReceiveOnly ? "In others every change travels, so there is nothing to take back" : "Others take the changes of every machine")}; Set-SyncShare -Type changes it.");
        }

        if (share.Paused)
        {
            throw new SyncException(SyncError.SharePaused, $"{node}: '{id}' is paused. Resume it first: Resume-SyncShare {id}.");
        }

        List<SyncLocalChange> changes = [];
        IAsyncEnumerable<IndexEntry> entries = type is SyncShareType.ReceiveOnly
            ? node.Client.Database.GetLocalChangedAsync(id, Most, cancel)
            : node.Client.Database.GetNeedAsync(id, Most, cancel);
        await foreach (IndexEntry entry in entries.ConfigureAwait(false))
        {
            changes.Add(ToChange(node, id, entry));
        }

        return changes;
    }

    private static SyncLocalChange ToChange(SyncNode node, string share, IndexEntry entry) => new()
    {
        Share = share,
        Path = entry.Name,
        Size = entry.Size,
        ModifiedTime = entry.Modified,
        IsDeleted = entry.Deleted,
        Node = node,
    };
}
