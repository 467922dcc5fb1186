using System.Globalization;

namespace WorkspaceSync;

/// <summary>Collects what a report shows of one machine. What is in trouble is shown as such, and never keeps the rest from being told.</summary>
internal static class ReportReader
{
    // Enough for a page; more is what Get-SyncConflict is for.
    private const int MostConflicts = 200;

    /// <summary>The machine's shares and devices.</summary>
    public static async Task<ReportMachine> ReadMachineAsync(SyncNode node, Func<string, bool> isWanted, CancellationToken cancel)
    {
        try
        {
            List<SyncStatus> shares = [];
            await foreach (SyncStatus row in StatusReader.ReadAsync(node, isWanted, isWanted, cancel).ConfigureAwait(false))
            {
                shares.Add(row);
            }

            List<SyncDevice> devices = [];
            await foreach (SyncDevice device in DeviceReader.ReadAllAsync(node, cancel).ConfigureAwait(false))
            {
                if (device.Shares.Any(isWanted))
                {
                    devices.Add(device);
                }
            }

            return new ReportMachine(node.Name, node, null, shares, devices);
        }
        catch (SyncException e)
        {
            return new ReportMachine(node.Name, node, e.Message, [], []);
        }
    }

    /// <summary>How complete its shares were, as far back as its daemon remembers, and are now.</summary>
    public static async Task<IReadOnlyList<ReportPoint>> ReadCompletionAsync(ReportMachine machine, CancellationToken cancel)
    {
        List<ReportPoint> points = [];
        if (machine is { Node: { } node, Trouble: null })
        {
            HashSet<string> wanted = [.. machine.Shares.Select(share => share.Share)];
            await foreach (SyncEventItem item in SyncEventReader.ReadAsync(node, type => type is "FolderSummary", SyncEventMark.Beginning, follows: false, cancel).ConfigureAwait(false))
            {
                if (item.Event is { Share: { } share } told && wanted.Contains(share) && told.Data.GetValueOrDefault("summary") is IReadOnlyDictionary<string, object?> summary)
                {
                    points.Add(new ReportPoint(share, machine.Name, told.Time, PercentOf(summary)));
                }
            }
        }

        points.AddRange(machine.Shares.Where(row => row.CompletionPercent is not null).Select(row => new ReportPoint(row.Share, machine.Name, DateTimeOffset.Now, row.CompletionPercent!.Value)));
        return points;
    }

    /// <summary>The files that it saw change, the oldest first.</summary>
    public static async Task<IReadOnlyList<SyncChange>> ReadChangesAsync(ReportMachine machine, CancellationToken cancel)
    {
        List<SyncChange> changes = [];
        if (machine is { Node: { } node, Trouble: null })
        {
            HashSet<string> wanted = [.. machine.Shares.Select(share => share.Share)];
            await foreach (SyncChange change in ChangeReader.ReadAsync(node, wanted.Contains, cancel).ConfigureAwait(false))
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    /// <summary>The conflicts among its files, where these can be looked at.</summary>
    public static async Task<IReadOnlyList<SyncConflict>> ReadConflictsAsync(ReportMachine machine, CancellationToken cancel)
    {
        List<SyncConflict> conflicts = [];
        if (machine is { Node: { Machine: not null } node, Trouble: null })
        {
            HashSet<string> wanted = [.. machine.Shares.Select(share => share.Share)];
            await foreach (ShareSite site in ShareSites.FindAsync(node, wanted.Contains, cancel).ConfigureAwait(false))
            {
                await foreach (WalkResult<SyncConflict> found in ConflictReader.ReadAsync(site, "", _ => true, cancel).ConfigureAwait(false))
                {
                    if (found.Trouble is null && conflicts.Count < MostConflicts)
                    {
                        conflicts.Add(found.Value!);
                    }
                }
            }
        }

        return conflicts;
    }

    private static double PercentOf(IReadOnlyDictionary<string, object?> summary)
    {
        long deletes = Number(summary, "needDeletes");
        return CompletionRule.Percent(
            Number(summary, "globalTotalItems"), Number(summary, "globalBytes"), Number(summary, "needTotalItems") - deletes, Number(summary, "needBytes"), deletes);
    }

    private static long Number(IReadOnlyDictionary<string, object?> table, string field) =>
        table.GetValueOrDefault(field) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
}
