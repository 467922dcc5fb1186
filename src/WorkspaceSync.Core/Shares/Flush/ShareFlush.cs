using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>
/// Makes a share the same on all sides now: every side looks at its files, then it is waited, on events, until each has what
/// the other has. "Idle and 100 %" alone says yes for many seconds after an edit, because the daemon has not noticed it yet.
/// </summary>
internal sealed class ShareFlush(SyncNode node, string shareId, IReadOnlyList<SyncNode> known, FlushOptions options)
{
    // A device that was just introduced, or just seen, gets this long to (re)connect before its absence is a no.
    private static readonly TimeSpan s_connectPatience = TimeSpan.FromSeconds(10);

    // Events tell when to look; this is for the one that would be lost with a restarting daemon.
    private static readonly TimeSpan s_lookAnyway = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private SyncStatus[] _last = [];
    private FlushLook[] _looks = [];
    private FlushTransfer[] _transfers = [];

    /// <summary>Once it is proved: the sides, the asked node first.</summary>
    public IReadOnlyList<SyncStatus> Sides => _last;

    /// <summary>What each side looked at; none when nothing was scanned.</summary>
    public IReadOnlyList<FlushLook> Looks => _looks;

    /// <summary>What each side took over meanwhile, in the order of the sides.</summary>
    public IReadOnlyList<FlushTransfer> Transfers => _transfers;

    /// <summary>Told where the flush stands, each time that it looked.</summary>
    public Action<FlushProgress>? OnProgress { get; init; }

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

            status.Proof = options.Scans ? sides.Scope : SyncProofScope.LocalOnly;
            return status;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw await FlushTimeout.DescribeAsync(node, shareId, options.Timeout, _last, cancel).ConfigureAwait(false);
        }
    }

    private async Task<SyncStatus> ProveAsync(FlushSides sides, CancellationToken cancel)
    {
        await using FlushSignals signals = await FlushSignals.OpenAsync(sides.Nodes, shareId, cancel).ConfigureAwait(false);
        bool isFirst = true;
        if (options.Scans)
        {
            // What cannot succeed is said before a scan that may take minutes.
            await LookAsync(sides, mayConnect: true, isScanned: false, cancel).ConfigureAwait(false);
            OnProgress?.Invoke(new FlushProgress("Scanning", 0, 0, null));
            _looks = await Task.WhenAll(sides.Nodes.Select(side => ScanAsync(side, cancel))).ConfigureAwait(false);
            isFirst = false;
        }

        while (true)
        {
            bool mayConnect = _clock.Elapsed < s_connectPatience && await IsConnectingAsync(isFirst, cancel).ConfigureAwait(false);
            if (await LookAsync(sides, mayConnect, isScanned: true, cancel).ConfigureAwait(false))
            {
                Array.ForEach(_looks, look => look.Keep(shareId));
                _transfers = [.. sides.Nodes.Select(side => FlushTransfer.Of(signals.FinishedAt(side.DeviceId), _looks.Where(look => look.Node != side)))];
                return _last[0];
            }

            isFirst = false;
            await signals.WaitAsync(s_lookAnyway, cancel).ConfigureAwait(false);
        }
    }

    private async Task<bool> LookAsync(FlushSides sides, bool mayConnect, bool isScanned, CancellationToken cancel)
    {
        _last = await Task.WhenAll(sides.Nodes.Select(side => StatusReader.ReadOneAsync(side, shareId, cancel))).ConfigureAwait(false);
        if (FlushRule.IsInSync(_last, sides.DeviceIds))
        {
            return true;
        }

        Dictionary<string, SyncStatus> byDevice = _last.ToDictionary(status => status.Node!.DeviceId);
        foreach (SyncStatus side in _last)
        {
            if (await FlushRefusal.FindAsync(side, byDevice, sides.DeviceIds, mayConnect, isScanned, cancel).ConfigureAwait(false) is { } refusal)
            {
                throw refusal;
            }
        }

        OnProgress?.Invoke(Progress());
        return false;
    }

    private FlushProgress Progress()
    {
        long items = _last.Max(side => Math.Max((side.NeedItems + side.NeedDeletes) ?? 0, side.Devices.Max(device => device.NeedItems + device.NeedDeletes) ?? 0));
        long bytes = _last.Max(side => Math.Max(side.NeedBytes ?? 0, side.Devices.Max(device => device.NeedBytes) ?? 0));
        double? percent = _last.SelectMany(side => side.Devices.Select(device => device.CompletionPercent).Append(side.CompletionPercent)).Min();
        return new FlushProgress(items == 0 ? "Verifying" : "Transferring", items, bytes, percent);
    }

    // Each side begins its scan as soon as its own walk has told what.
    private async Task<FlushLook> ScanAsync(SyncNode side, CancellationToken cancel)
    {
        FlushLook look = options.SubPaths is { } asked
            ? new FlushLook(side, "", DateTimeOffset.UtcNow, null, asked, null)
            : await FlushLook.TakeAsync(side, shareId, options.IsFull, options.IsForced, cancel).ConfigureAwait(false);
        if (look.SubPaths is not { Count: 0 })
        {
            try
            {
                await side.Client.Database.ScanAsync(shareId, look.SubPaths ?? [], cancel).ConfigureAwait(false);
            }
            catch (RequestRefusedException e) when (e.Error == SyncError.RequestRefused)
            {
                throw new SyncException(SyncError.ShareInError, $"{side}: '{shareId}' cannot be scanned: {e.Answer}. Mend that first.", e);
            }
        }

        return look;
    }

    // A device that was never seen was just introduced; one seen seconds ago is reconnecting, as it does after each change of its shares.
    private async Task<bool> IsConnectingAsync(bool isFirst, CancellationToken cancel)
    {
        if (isFirst)
        {
            return true;
        }

        Dictionary<string, DeviceStatistics> seen = await node.Client.Statistics.GetDevicesAsync(cancel).ConfigureAwait(false);
        return _last[0].Devices.Where(device => !device.Connected).All(device =>
            seen.GetValueOrDefault(device.DeviceId)?.LastSeen is not { Year: > 1970 } at || DateTimeOffset.UtcNow - at < s_connectPatience);
    }
}
