using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>Makes all shares of a workspace the same on both machines now, each on its own and all at once.</summary>
internal sealed class WorkspaceFlush(RemoteWorkspace workspace, SyncNode local, SyncNode remote, FlushOptions options)
{
    /// <summary>Told where a share stands, each time that it looked.</summary>
    public Action<string, WorkProgress>? OnProgress { get; init; }

    /// <summary>The paths to look at, from the workspace's directory; null is everything.</summary>
    public IReadOnlyList<string>? SubPaths { get; init; }

    /// <summary>Returns the proof; a named error when there is none.</summary>
    public async Task<SyncProof> RunAsync(CancellationToken cancel)
    {
        RefuseOther(local, workspace.DeviceId, "this machine");
        RefuseOther(remote, workspace.RemoteDeviceId, workspace.HostName);
        DateTimeOffset startedAt = DateTimeOffset.Now;
        Stopwatch clock = Stopwatch.StartNew();
        using CancellationTokenSource others = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<ShareProof>[] running = [.. workspace.Shares.Where(share => SubPathsOf(share) is not { Count: 0 }).Select(share => FlushAsync(share, others.Token))];
        ShareProof[] shares = await AllOrFirstErrorAsync(running, others).ConfigureAwait(false);
        return new SyncProof
        {
            Workspace = workspace.Name,
            HostName = workspace.HostName,
            Grade = shares.Sum(share => share.Conflicts ?? 0) > 0 ? SyncGrade.SameWithConflicts : SyncGrade.Same,
            Shares = shares,
            StartedAt = startedAt,
            Duration = clock.Elapsed,
        };
    }

    // One that cannot succeed ends the others: the answer is known.
    private static async Task<ShareProof[]> AllOrFirstErrorAsync(Task<ShareProof>[] running, CancellationTokenSource others)
    {
        List<Task<ShareProof>> left = [.. running];
        while (left.Count > 0)
        {
            Task<ShareProof> ended = await Task.WhenAny(left).ConfigureAwait(false);
            left.Remove(ended);
            if (!ended.IsCompletedSuccessfully)
            {
                await others.CancelAsync().ConfigureAwait(false);
                await Task.WhenAll(left).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
                await ended.ConfigureAwait(false);
            }
        }

        return [.. running.Select(task => task.GetAwaiter().GetResult())];
    }

    private async Task<ShareProof> FlushAsync(WorkspaceShare share, CancellationToken cancel)
    {
        FlushOptions mine = options with { DeviceIds = new HashSet<string> { remote.DeviceId }, SubPaths = SubPathsOf(share) };
        ShareFlush flush = new(local, share.Id, [local, remote], mine) { OnProgress = progress => OnProgress?.Invoke(share.Id, progress) };
        Task<IgnoreLines> ignores = local.Client.Database.GetIgnoresAsync(share.Id, cancel);
        await flush.RunAsync(cancel).ConfigureAwait(false);
        SyncStatus here = flush.Sides[0], there = flush.Sides[1];
        string? why = flush.Looks.Select(look => look.Why).FirstOrDefault(reason => reason is not null);
        return new ShareProof
        {
            Share = share.Id,
            Sequence = here.Sequence ?? 0,
            SequenceAtHost = there.Devices.First(device => device.DeviceId == local.DeviceId).Sequence,
            RemoteSequence = there.Sequence ?? 0,
            RemoteSequenceHere = here.Devices.First(device => device.DeviceId == remote.DeviceId).Sequence,
            Way = mine.SubPaths is not null ? "SubPath" : why is null ? "Listing" : "Full",
            WhyFull = why,
            SentItems = flush.Transfers[1].Items,
            SentBytes = flush.Transfers[1].Bytes,
            ReceivedItems = flush.Transfers[0].Items,
            ReceivedBytes = flush.Transfers[0].Bytes,
            Conflicts = flush.Conflicts?.Count,
            ScanTime = flush.ScanTimes.Of(local),
            RemoteScanTime = flush.ScanTimes.Of(remote),
            Excluded = (await ignores.ConfigureAwait(false)).Ignore ?? [],
        };
    }

    private List<string>? SubPathsOf(WorkspaceShare share)
    {
        if (SubPaths is null)
        {
            return null;
        }

        List<string> below = [];
        foreach (string path in SubPaths)
        {
            if (share.Path == ".")
            {
                below.Add(path);
            }
            else if (path.StartsWith(share.Path + "/", StringComparison.Ordinal))
            {
                below.Add(path[(share.Path.Length + 1)..]);
            }
            else if (path == share.Path || share.Path.StartsWith(path + "/", StringComparison.Ordinal))
            {
                return null;
            }
        }

        return below;
    }

    private void RefuseOther(SyncNode node, string? expected, string where)
    {
        if (expected is not null && expected != node.DeviceId)
        {
            throw new SyncException(
                SyncError.WorkspaceChanged,
                $"{workspace.Name}: the Syncthing on {where} is device {node.DeviceId[..7]}…, and the workspace was set up with {expected[..7]}…. Was it reinstalled, or does another one answer? Nothing was synced. If it is meant: Remove-RemoteWorkspace {workspace.Name}, and set it up again; it compares both sides first.");
        }
    }
}
