using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>
/// Makes a share the same on all sides now: every side looks at its files, then it is waited, on events, until each has what
/// the other has. "Idle and 100 %" alone says yes for many seconds after an edit, because the daemon has not noticed it yet.
/// </summary>
internal sealed class ShareFlush(SyncNode node, string shareId, IReadOnlyList<SyncNode> known, FlushOptions options)
{
    // Events tell when to look; this is for the one that would be lost with a restarting daemon.
    private static readonly TimeSpan s_lookAnyway = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_showsEvery = TimeSpan.FromSeconds(1);

    // What could not be fetched before the scan may be wanted no more after it; the daemon then forgets the error with its next try.
    private static readonly TimeSpan s_errorsPass = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _scannedAt;
    private SyncStatus[] _last = [];
    private FlushLook[] _looks = [];
    private FlushTransfer[] _transfers = [];
    private IReadOnlyList<string> _restless = [];

    /// <summary>Once it is proved: the sides, the asked node first.</summary>
    public IReadOnlyList<SyncStatus> Sides => _last;

    /// <summary>What each side looked at; none when nothing was scanned.</summary>
    public IReadOnlyList<FlushLook> Looks => _looks;

    /// <summary>How long each side looked at its files.</summary>
    public ScanTimes ScanTimes { get; } = new();

    /// <summary>What each side took over meanwhile, in the order of the sides.</summary>
    public IReadOnlyList<FlushTransfer> Transfers => _transfers;

    /// <summary>The conflict copies that lie among the files of both sides now; null when no side's files could be walked.</summary>
    public IReadOnlyList<string>? Conflicts { get; private set; }

    /// <summary>Told where the flush stands, each time that it looked.</summary>
    public Action<WorkProgress>? OnProgress { get; init; }

    /// <summary>Returns the node's status once it is proved; a named error when it cannot be, or not in time.</summary>
    public async Task<SyncStatus> RunAsync(CancellationToken cancel)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(options.Timeout);
        try
        {
            SyncShare share = await ShareReader.GetAsync(node, shareId, deadline.Token).ConfigureAwait(false);
            FlushSides sides = await FlushSides.FindAsync(node, share, options.DeviceIds, known, deadline.Token).ConfigureAwait(false);
            SyncStatus status = await ProveAsync(sides, deadline.Token).ConfigureAwait(false);
            while (options.StableFor > TimeSpan.Zero)
            {
                await Task.Delay(options.StableFor, deadline.Token).ConfigureAwait(false);
                SyncStatus again = await ProveAsync(sides, deadline.Token).ConfigureAwait(false);
                if (again.Sequence == status.Sequence && again.Devices.Select(device => device.Sequence).SequenceEqual(status.Devices.Select(device => device.Sequence)))
                {
                    break;
                }

                status = again;
            }

            status.ConflictCount ??= await ConflictCounter.StartAsync(node, share.Path, deadline.Token).ConfigureAwait(false);
            status.Proof = options.Scans ? sides.Scope : SyncProofScope.LocalOnly;
            return status;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw await FlushTimeout.DescribeAsync(node, shareId, options.Timeout, _last, _restless, cancel).ConfigureAwait(false);
        }
    }

    private async Task<SyncStatus> ProveAsync(FlushSides sides, CancellationToken cancel)
    {
        await using FlushSignals signals = await FlushSignals.OpenAsync(sides.Nodes, shareId, cancel).ConfigureAwait(false);
        try
        {
            return await ProveAsync(sides, signals, cancel).ConfigureAwait(false);
        }
        finally
        {
            _restless = signals.Restless;
        }
    }

    private async Task<SyncStatus> ProveAsync(FlushSides sides, FlushSignals signals, CancellationToken cancel)
    {
        bool isFirst = true;
        long[] before = [];
        int paths = -1;
        if (options.Scans)
        {
            // What cannot succeed is said before a scan that may take minutes.
            await LookAsync(sides, signals, mayConnect: true, isScanned: false, cancel).ConfigureAwait(false);
            before = Sequences();
            OnProgress?.Invoke(new WorkProgress("Scanning"));
            Task<FlushLook[]> walking = Task.WhenAll(sides.Nodes.Select(side => ScanTimes.MeasureAsync(side, () => WalkAsync(side, cancel))));
            await ShowWhileAsync(walking, sides, signals, cancel).ConfigureAwait(false);
            FlushLook[] looks = await walking.ConfigureAwait(false);
            _looks = [.. looks.Select(look => look.Narrow([.. looks.Where(other => other != look)]))];
            await ShowWhileAsync(Task.WhenAll(_looks.Select(look => ScanTimes.MeasureAsync(look.Node, () => look.ScanAsync(shareId, cancel)))), sides, signals, cancel).ConfigureAwait(false);
            _scannedAt = _clock.Elapsed;
            isFirst = false;
        }

        while (true)
        {
            bool mayConnect = await DialPatience.LastsAsync(_last, sides.DeviceIds, _clock.Elapsed, isFirst, cancel).ConfigureAwait(false);
            if (await LookAsync(sides, signals, mayConnect, isScanned: true, cancel).ConfigureAwait(false))
            {
                // A file that is written to all the time changes again while it is asked: that is for the next flush. What is new
                // is not.
                if (options.Scans && !before.SequenceEqual(Sequences()) && await IsNewAsync(sides, signals, paths, cancel).ConfigureAwait(false))
                {
                    (before, paths) = (Sequences(), signals.IndexedPaths);
                    await FollowUpAsync(sides, signals, cancel).ConfigureAwait(false);
                    continue;
                }

                Finish(sides, signals);
                return _last[0];
            }

            isFirst = false;
            if (options.Scans)
            {
                await Task.WhenAll(_last.Where(side => side.Errors > 0).Select(side => LookAgainAsync(side, cancel))).ConfigureAwait(false);
            }

            await signals.WaitAsync(_last.Any(side => side.Errors > 0) ? s_errorsPass : s_lookAnyway, cancel).ConfigureAwait(false);
        }
    }

    // A daemon that is fetching a file looks at others only after that, and so a scan lasts as long as the file.
    private async Task ShowWhileAsync(Task scanning, FlushSides sides, FlushSignals signals, CancellationToken cancel)
    {
        while (OnProgress is not null && await Task.WhenAny(scanning, Task.Delay(s_showsEvery, cancel)).ConfigureAwait(false) != scanning)
        {
            if (signals.InFlight.Oldest is not null)
            {
                _last = await Task.WhenAll(sides.Nodes.Select(side => StatusReader.ReadOneAsync(side, shareId, cancel))).ConfigureAwait(false);
                OnProgress(Progress(signals.InFlight));
            }
        }

        await scanning.ConfigureAwait(false);
    }

    // What changed under the daemon's eyes it leaves as it is until somebody asks again.
    private async Task LookAgainAsync(SyncStatus side, CancellationToken cancel)
    {
        IReadOnlyList<string> paths = await FileErrorRefusal.FindChangedAsync(side, cancel).ConfigureAwait(false);
        if (paths.Count > 0)
        {
            await ShareScan.DemandAsync(side.Node!, shareId, paths, cancel).ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsNewAsync(FlushSides sides, FlushSignals signals, int paths, CancellationToken cancel)
    {
        await Task.WhenAll(sides.Nodes.Select(side => signals.SettledAsync(side.DeviceId, cancel))).ConfigureAwait(false);
        return signals.IndexedPaths != paths;
    }

    // A side that made a conflict copy says that it is done, and only then looks at the copy. It looks in turn: what it was
    // asked after that is answered after that. So once something moved, it is asked again, and all has to be still true. And
    // what they told of files is heard to its end.
    private async Task FollowUpAsync(FlushSides sides, FlushSignals signals, CancellationToken cancel) => await Task.WhenAll(sides.Nodes.Select(async side =>
    {
        await ShareScan.DemandAsync(side, shareId, [signals.FinishedAt(side.DeviceId).Keys.FirstOrDefault(".stfolder")], cancel).ConfigureAwait(false);
        await signals.SettledAsync(side.DeviceId, cancel).ConfigureAwait(false);
    })).ConfigureAwait(false);

    private void Finish(FlushSides sides, FlushSignals signals)
    {
        IReadOnlyDictionary<string, bool>[] finished = [.. sides.Nodes.Select(side => signals.FinishedAt(side.DeviceId))];
        _transfers = [.. sides.Nodes.Select((side, at) => FlushTransfer.Of(finished[at], _looks.Where(look => look.Node != side)))];
        Parallel.ForEach(_looks, look => look.Keep(shareId, _looks.Where(other => other != look), finished));

        if (_looks.Any(look => look.Tree is not null))
        {
            // As they were when the flush began, with what it made and removed.
            HashSet<string> removed = [.. finished.SelectMany(paths => paths).Where(pair => !pair.Value).Select(pair => pair.Key)];
            Conflicts = [
                .. _looks.SelectMany(look => look.Tree?.Entries.Keys ?? []).Concat(finished.SelectMany(paths => paths.Keys))
                    .Where(ConflictName.IsCopy).Distinct().Except(removed),
            ];
        }
    }

    private long[] Sequences() => [.. _last.Select(side => side.Sequence ?? -1)];

    private async Task<bool> LookAsync(FlushSides sides, FlushSignals signals, bool mayConnect, bool isScanned, CancellationToken cancel)
    {
        _last = await Task.WhenAll(sides.Nodes.Select(side => StatusReader.ReadOneAsync(side, shareId, cancel))).ConfigureAwait(false);
        if (FlushRule.IsInSync(_last, sides.DeviceIds))
        {
            return true;
        }

        Dictionary<string, SyncStatus> byDevice = _last.ToDictionary(status => status.Node!.DeviceId);
        foreach (SyncStatus side in _last)
        {
            if (await FlushRefusal.FindAsync(side, byDevice, sides.DeviceIds, mayConnect, isScanned, _clock.Elapsed - _scannedAt < s_errorsPass, cancel).ConfigureAwait(false) is { } refusal)
            {
                throw refusal;
            }
        }

        OnProgress?.Invoke(Progress(signals.InFlight));
        return false;
    }

    private WorkProgress Progress(FilesInFlight inFlight)
    {
        long items = _last.Max(side => Math.Max((side.NeedItems + side.NeedDeletes) ?? 0, side.Devices.Max(device => device.NeedItems + device.NeedDeletes) ?? 0));
        long bytes = 0;
        double? percent = null;
        foreach (SyncStatus side in _last)
        {
            Take(side.Node?.DeviceId, side.NeedBytes, side.CompletionPercent);
            Array.ForEach([.. side.Devices], device => Take(device.DeviceId, device.NeedBytes, device.CompletionPercent));
        }

        return new WorkProgress(items == 0 ? "Verifying" : "Transferring", items, bytes, percent, inFlight.Oldest);

        // What there is already of a file that is not whole yet is not missing any more.
        void Take(string? deviceId, long? need, double? completion)
        {
            long done = deviceId is null ? 0 : Math.Min(inFlight.DoneAt(deviceId), need ?? 0);
            bytes = Math.Max(bytes, (need ?? 0) - done);
            double? now = done > 0 && need > 0 ? completion + ((100 - completion) * done / need) : completion;
            percent = percent is null || now < percent ? now : percent;
        }
    }

    private async Task<FlushLook> WalkAsync(SyncNode side, CancellationToken cancel) => options.SubPaths is { } asked
        ? new FlushLook(side, "", DateTimeOffset.UtcNow, null, null, asked, null)
        : await (await FlushLook.TakeAsync(side, shareId, options.IsFull, options.IsForced, cancel).ConfigureAwait(false)).ScanOwnAsync(shareId, cancel).ConfigureAwait(false);
}
