namespace WorkspaceSync;

/// <summary>All that is known of one machine, kept up to date by its events. Safe from several threads.</summary>
internal sealed class WatchState(SyncNode node)
{
    private const int MostChanges = 50;

    private readonly object _gate = new();
    private readonly SortedDictionary<string, SyncStatus> _shares = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TransferRate> _rates = [];
    private readonly Dictionary<(string Share, string Path), WatchFile> _files = [];
    private readonly LinkedList<SyncEvent> _changes = [];
    private IReadOnlyList<WatchLink> _links = [];
    private string? _trouble;

    public WatchMachine Take()
    {
        lock (_gate)
        {
            return new(
                node,
                _trouble,
                [.. _shares.Values.Select(status => new WatchShare(status, _rates[status.Share].PerSecond, _rates[status.Share].Remaining))],
                [.. _files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)],
                _links,
                [.. _changes]);
        }
    }

    /// <summary>What an event says by itself; what it makes worth asking is asked elsewhere.</summary>
    public void Hear(SyncEvent entry)
    {
        lock (_gate)
        {
            switch (entry)
            {
                case { Type: "LocalChangeDetected" or "RemoteChangeDetected", Path: not null }:
                    _changes.AddFirst(entry);
                    if (_changes.Count > MostChanges)
                    {
                        _changes.RemoveLast();
                    }

                    break;
                case { Type: "ItemStarted", Share: { } share, Path: { } path } when entry.Data.GetValueOrDefault("type") is "file" && entry.Data.GetValueOrDefault("action") is "update":
                    _files.TryAdd((share, path), new(share, path, 0, null));
                    break;
                case { Type: "ItemFinished", Share: { } share, Path: { } path }:
                    _files.Remove((share, path));
                    break;
                case { Type: "DownloadProgress" }:
                    HearProgress(entry.Data);
                    break;
                case { Type: "StateChanged", Share: { } share } when entry.Data.GetValueOrDefault("to") is "idle" or "error":
                    Forget(share);
                    break;
            }
        }
    }

    /// <summary>Takes a share's status as it was just read.</summary>
    /// <returns>Whether it differs from what was known in something that people look at.</returns>
    public bool Set(SyncStatus status)
    {
        lock (_gate)
        {
            _shares.TryGetValue(status.Share, out SyncStatus? before);
            _shares[status.Share] = status;
            (_rates.TryGetValue(status.Share, out TransferRate? rate) ? rate : _rates[status.Share] = new()).Take(status.NeedBytes, DateTimeOffset.UtcNow);
            return before is null || Visible(before) != Visible(status);
        }
    }

    public void SetLinks(IReadOnlyList<WatchLink> links)
    {
        lock (_gate)
        {
            _links = links;
        }
    }

    /// <summary>Says that the daemon is out of reach, or null that it is back.</summary>
    public void SetTrouble(string? trouble)
    {
        lock (_gate)
        {
            _trouble = trouble;
            if (trouble is not null)
            {
                _files.Clear();
            }
        }
    }

    /// <summary>Forgets shares that are not there any more.</summary>
    public void Keep(IReadOnlySet<string> shares)
    {
        lock (_gate)
        {
            foreach (string gone in _shares.Keys.Where(id => !shares.Contains(id)).ToArray())
            {
                _shares.Remove(gone);
                Forget(gone);
            }
        }
    }

    private static string Visible(SyncStatus status) => string.Join('|', [
        status.Health, status.Reason, status.State, status.NeedItems, status.NeedBytes, status.NeedDeletes, status.Errors, status.ConflictCount?.Value, status.LocalChanges,
        .. status.Devices.Select(device => $"{device.Connected} {device.NeedItems} {device.NeedBytes} {device.NeedDeletes} {device.RemoteState}"),
    ]);

    private void HearProgress(IReadOnlyDictionary<string, object?> shares)
    {
        foreach ((string share, object? files) in shares)
        {
            foreach ((string path, object? progress) in files as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>())
            {
                if (progress is IReadOnlyDictionary<string, object?> numbers && numbers.GetValueOrDefault("bytesDone") is long done && numbers.GetValueOrDefault("bytesTotal") is long total)
                {
                    _files[(share, path)] = new(share, path, done, total);
                }
            }
        }
    }

    private void Forget(string share)
    {
        foreach ((string, string) key in _files.Keys.Where(key => key.Share == share).ToArray())
        {
            _files.Remove(key);
        }
    }
}
