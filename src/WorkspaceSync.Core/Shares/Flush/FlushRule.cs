namespace WorkspaceSync;

/// <summary>
/// The rule of a flush: after every side has looked at its files, each has the other's whole index and needs nothing.
/// The statuses may be read in any order: what one side still lacks, the other side's completion shows.
/// </summary>
internal static class FlushRule
{
    /// <summary>Whether all sides are the same, by what each of them says.</summary>
    /// <param name="statuses">One of each side.</param>
    /// <param name="deviceIds">The devices that matter.</param>
    public static bool IsInSync(IReadOnlyList<SyncStatus> statuses, IReadOnlySet<string> deviceIds)
    {
        Dictionary<string, SyncStatus> byDevice = statuses.ToDictionary(status => status.Node!.DeviceId);
        foreach (SyncStatus side in statuses)
        {
            if (side.State != "idle" || side.NeedItems != 0 || side.NeedDeletes != 0 || side.Errors != 0 || side.LocalChanges > 0)
            {
                return false;
            }

            foreach (SyncDeviceStatus device in Relevant(side, byDevice, deviceIds))
            {
                if (!device.Connected || device.RemoteState is not (null or "valid") || device.NeedItems > 0 || device.NeedDeletes > 0)
                {
                    return false;
                }

                // Both daemons can be asked: then it is known how far each has the other's index. Else an index must have come. A
                // receive-only side counts its own changes in its sequence and sends them to nobody, not even that they are undone;
                // one that has none left and needs nothing is what the others are.
                if (byDevice.TryGetValue(device.DeviceId, out SyncStatus? other)
                    ? device.Sequence < other.Sequence && !other.IsReceiveOnly
                    : device.CompletionPercent is null)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The devices of a side that matter: those asked for on the first, and on the others the sides themselves.</summary>
    public static IEnumerable<SyncDeviceStatus> Relevant(
        SyncStatus side, IReadOnlyDictionary<string, SyncStatus> sides, IReadOnlySet<string> deviceIds) =>
        side.Devices.Where(device => sides.ContainsKey(device.DeviceId) || (deviceIds.Contains(device.DeviceId) && !deviceIds.Contains(side.Node!.DeviceId)));
}
