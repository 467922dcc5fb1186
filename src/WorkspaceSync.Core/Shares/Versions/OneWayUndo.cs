using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>
/// Takes back what stands against the direction of a one-way share. The daemon says yes at once and then begins; to a folder
/// that restarts just then it says yes and does nothing. So it is looked at, and asked again: for what was shown and agreed to,
/// and for nothing that came since.
/// </summary>
internal static class OneWayUndo
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_askAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(50); // its summaries come by events up to two seconds late

    /// <summary>Returns when nothing is left of it; a busy folder is waited for.</summary>
    /// <param name="agreed">What the user was shown.</param>
    /// <exception cref="SyncException">SyncTimeout when an idle one goes on having it.</exception>
    public static async Task RunAsync(SyncNode node, string id, SyncShareType type, IReadOnlyList<SyncLocalChange> agreed, CancellationToken cancel)
    {
        Stopwatch idle = Stopwatch.StartNew();
        TimeSpan? asked = null;
        while (true)
        {
            if (asked is null || idle.Elapsed - asked > s_askAgain)
            {
                if (asked is not null && await HasNewAsync(node, id, type, agreed, cancel).ConfigureAwait(false))
                {
                    throw new SyncException(
                        SyncError.SyncTimeout,
                        $"{node}: other changes came to '{id}' meanwhile, and were not touched. Run the command again: it shows them first.");
                }

                await (type is SyncShareType.ReceiveOnly ? node.Client.Database.RevertAsync(id, cancel) : node.Client.Database.OverrideAsync(id, cancel)).ConfigureAwait(false);
                asked = idle.Elapsed;
            }

            FolderStatus status = await node.Client.Database.GetStatusAsync(id, cancel).ConfigureAwait(false);
            long left = type is SyncShareType.ReceiveOnly ? status.ReceiveOnlyTotalItems : status.NeedTotalItems;
            if (left == 0 && status.State is not ("" or "starting" or "error"))
            {
                return;
            }

            if (status.State is not ("" or "starting" or "error" or "idle"))
            {
                (idle, asked) = (Stopwatch.StartNew(), TimeSpan.Zero); // it is at it
            }
            else if (idle.Elapsed > s_patience)
            {
                throw new SyncException(
                    SyncError.SyncTimeout,
                    $"{node}: {left} change(s) in '{id}' are still there, although Syncthing said yes{(status.Error is { Length: > 0 } error ? $" ({error})" : "")}. Look at them (Get-SyncError {id}), then try again.");
            }

            await Task.Delay(s_betweenLooks, cancel).ConfigureAwait(false);
        }
    }

    private static async Task<bool> HasNewAsync(SyncNode node, string id, SyncShareType type, IReadOnlyList<SyncLocalChange> agreed, CancellationToken cancel)
    {
        HashSet<(string, long, DateTimeOffset?, bool)> known = [.. agreed.Select(Facts)];
        return (await OneWayChanges.PreviewAsync(node, id, type, cancel).ConfigureAwait(false)).Any(change => !known.Contains(Facts(change)));
    }

    private static (string Path, long Size, DateTimeOffset? Modified, bool IsDeleted) Facts(SyncLocalChange change) =>
        (change.Path, change.Size, change.ModifiedTime, change.IsDeleted);
}
