namespace WorkspaceSync;

/// <summary>
/// Decides whether there is cause to run an action, from how the share is now and what it was before. A cause is told once: a daemon
/// that restarts or connects again, and is then as it was, gives none.
/// </summary>
internal sealed class ActionJudge(ActionRequest request)
{
    // A first sync may bring millions of files: whoever is told of so many looks for himself.
    private const int MostPaths = 10_000;

    private readonly HashSet<string> _told = [];
    private readonly HashSet<string> _changed = [];
    private long? _sequence;
    private bool _isGap;

    /// <summary>Notes how things are before anything is told.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        if (request.On == SyncActionTrigger.Conflict)
        {
            await FindConflictsAsync(cancel).ConfigureAwait(false);
        }

        await LookAsync(cancel).ConfigureAwait(false);
        _changed.Clear();
    }

    /// <summary>Takes note that something may have been missed.</summary>
    public void NoteGap() => _isGap = true;

    /// <summary>Takes note of one thing that a daemon told.</summary>
    public void Note(SyncEvent told)
    {
        // A directory changes with every file in it.
        if (told.Path is { } path && told.Type is "LocalChangeDetected" or "RemoteChangeDetected" && told.Data.GetValueOrDefault("type") as string != "dir" && request.IsWanted?.Invoke(path) != false)
        {
            if (request.On != SyncActionTrigger.Conflict)
            {
                Add(path);
            }
            else if (told.Data.GetValueOrDefault("action") as string == "deleted")
            {
                _changed.Remove(path);
            }
            else if (ConflictName.IsCopy(path) && _told.Add(path))
            {
                Add(path);
            }
        }
    }

    /// <summary>Looks, and gives the cause there is; null when there is none.</summary>
    public async Task<SyncActionEventArgs?> JudgeAsync(CancellationToken cancel)
    {
        (string Reason, IReadOnlyList<string> Paths)? cause = await LookAsync(cancel).ConfigureAwait(false);
        return cause is not { } found ? null : new SyncActionEventArgs
        {
            Action = request.Name,
            On = request.On,
            Share = request.Share,
            Machine = request.Node.Name,
            Path = found.Paths,
            Reason = found.Reason,
            Time = DateTimeOffset.Now,
        };
    }

    private async Task<(string Reason, IReadOnlyList<string> Paths)?> LookAsync(CancellationToken cancel) => request.On switch
    {
        SyncActionTrigger.InSync => await LookInSyncAsync(cancel).ConfigureAwait(false),
        SyncActionTrigger.Error => await LookForErrorsAsync(cancel).ConfigureAwait(false),
        SyncActionTrigger.Disconnected => await LookForDevicesAsync(cancel).ConfigureAwait(false),
        SyncActionTrigger.Conflict => await LookForConflictsAsync(cancel).ConfigureAwait(false),
        _ => Take(paths => paths.Count == 1 ? $"{paths[0]} was changed" : $"{paths.Count} files were changed"),
    };

    // Copies are told by the daemon as they come about; only where that was interrupted the whole tree is looked at.
    private async Task<(string Reason, IReadOnlyList<string> Paths)?> LookForConflictsAsync(CancellationToken cancel)
    {
        if (_isGap)
        {
            await FindConflictsAsync(cancel).ConfigureAwait(false);
            _isGap = false;
        }

        return Take(paths => $"{paths.Count} conflict {(paths.Count == 1 ? "copy has" : "copies have")} come about: {paths[0]}");
    }

    private async Task FindConflictsAsync(CancellationToken cancel)
    {
        if (request.Node.Machine is null)
        {
            return; // its files are out of reach: what it tells is all there is
        }

        SyncShare share = await ShareReader.GetAsync(request.Node, request.Share, cancel).ConfigureAwait(false);
        await foreach (FileFinding finding in ShareFiles.Of(request.Node, share.Path).FindConflictsAsync("", cancel).ConfigureAwait(false))
        {
            if (finding.Trouble is null && request.IsWanted?.Invoke(finding.Path) != false && _told.Add(finding.Path))
            {
                Add(finding.Path);
            }
        }
    }

    // Our own index grows with every change of content, of ours when it is seen and of theirs when it was fetched, and with
    // nothing else: the same number is the same cause.
    private async Task<(string Reason, IReadOnlyList<string> Paths)?> LookInSyncAsync(CancellationToken cancel)
    {
        SyncStatus status = await ReadAsync(cancel).ConfigureAwait(false);
        if (request.IsWanted is not null)
        {
            // What changed may be told a little later than the index: it is the files that are waited for.
            return status.Health == SyncHealth.InSync && _changed.Count > 0 ? ("in sync on all its devices", TakePaths()) : null;
        }

        long? before = _sequence;
        if (status.Health != SyncHealth.InSync || status.Sequence == before)
        {
            _sequence ??= -1; // not in sync when it began: to become so is news
            return null;
        }

        _sequence = status.Sequence;
        List<string> paths = TakePaths();
        return before is null ? null : ("in sync on all its devices", paths);
    }

    // What was told is forgotten when all is well, and not when a daemon that has just started knows of nothing yet.
    private async Task<(string Reason, IReadOnlyList<string> Paths)?> LookForErrorsAsync(CancellationToken cancel)
    {
        List<SyncProblem> fresh = [];
        bool isAny = false;
        await foreach (SyncProblem problem in ProblemReader.ReadAsync(request.Node, id => id == request.Share, withNotices: false, cancel).ConfigureAwait(false))
        {
            isAny = true;
            if ((problem.Path is null || request.IsWanted?.Invoke(problem.Path) != false) && _told.Add($"{problem.Path}\0{problem.Message}"))
            {
                fresh.Add(problem);
            }
        }

        bool isFirst = _sequence is null;
        _sequence = 0;
        if (!isAny && _told.Count > 0 && (await ReadAsync(cancel).ConfigureAwait(false)).Health == SyncHealth.InSync)
        {
            _told.Clear();
        }

        return isFirst || fresh.Count == 0
            ? null
            : (PrintableText.Of(fresh[0].Path is { } path ? $"{path}: {fresh[0].Message}" : fresh[0].Message), [.. fresh.Select(problem => problem.Path).OfType<string>()]);
    }

    private async Task<(string Reason, IReadOnlyList<string> Paths)?> LookForDevicesAsync(CancellationToken cancel)
    {
        List<string> gone = [];
        try
        {
            SyncStatus status = await ReadAsync(cancel).ConfigureAwait(false);
            gone.AddRange(status.Devices.Where(device => device is { Connected: false, Paused: false }).Select(device => device.Name));
            _told.IntersectWith(gone);
        }
        catch (SyncException e) when (e.Error is SyncError.NodeUnreachable or SyncError.ConnectionLost or SyncError.HostUnreachable)
        {
            gone.Add(request.Node.Name);
        }

        string[] fresh = [.. gone.Where(_told.Add)];
        bool isFirst = _sequence is null;
        _sequence = 0;
        return isFirst || fresh.Length == 0
            ? null
            : (fresh[0] == request.Node.Name ? $"Syncthing on {fresh[0]} does not answer" : $"{string.Join(", ", fresh)} {(fresh.Length == 1 ? "is" : "are")} not connected", []);
    }

    private async Task<SyncStatus> ReadAsync(CancellationToken cancel)
    {
        SyncStatus status = await StatusReader.ReadOneAsync(request.Node, request.Share, cancel).ConfigureAwait(false);
        ActionPrompt.Refresh(request.Node, status);
        return status;
    }

    private (string Reason, IReadOnlyList<string> Paths)? Take(Func<IReadOnlyList<string>, string> describe) =>
        TakePaths() is { Count: > 0 } paths ? (PrintableText.Of(describe(paths)), paths) : null;

    private List<string> TakePaths()
    {
        List<string> paths = [.. _changed];
        _changed.Clear();
        return paths;
    }

    private void Add(string path)
    {
        if (_changed.Count < MostPaths)
        {
            _changed.Add(path);
        }
    }
}
