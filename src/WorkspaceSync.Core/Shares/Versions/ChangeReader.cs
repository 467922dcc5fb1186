using System.Runtime.CompilerServices;

namespace WorkspaceSync;

/// <summary>The changes that a daemon remembers: as many as its buffer holds, since it was started.</summary>
internal static class ChangeReader
{
    /// <summary>The oldest first.</summary>
    public static async IAsyncEnumerable<SyncChange> ReadAsync(SyncNode node, Func<string, bool> isWanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        Task<DeviceNames> names = DeviceNames.ReadAsync(node, cancel);
        foreach (DaemonEvent entry in await node.Client.Events.GetDiskAsync(cancel).ConfigureAwait(false))
        {
            string share = (string?)entry.Data?["folderID"] ?? (string?)entry.Data?["folder"] ?? "";
            if (!isWanted(share))
            {
                continue;
            }

            bool isLocal = entry.Type == "LocalChangeDetected";
            string by = (string?)entry.Data?["modifiedBy"] is { Length: > 0 } given ? given : isLocal ? node.DeviceId[..7] : "";
            IReadOnlyDictionary<string, string> byId = (await names.ConfigureAwait(false)).ById;
            string? device = by.Length == 0 ? null : byId.Keys.FirstOrDefault(id => id.StartsWith(by, StringComparison.Ordinal));
            yield return new SyncChange
            {
                Time = entry.Time.ToLocalTime(),
                Share = share,
                Path = (string?)entry.Data?["path"] ?? "",
                Action = (string?)entry.Data?["action"] ?? "",
                Type = (string?)entry.Data?["type"] ?? "",
                Machine = device is null ? null : DeviceNames.Of(device, byId),
                IsLocal = isLocal,
                Node = node,
            };
        }
    }
}
