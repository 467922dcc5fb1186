using System.Collections.Concurrent;
using System.Threading.Channels;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Turns the events of all sides into one "look again". Opened before anything is caused, so that nothing is missed.</summary>
internal sealed class FlushSignals : IAsyncDisposable
{
    // FolderSummary and FolderCompletion are left out: they are held back up to two seconds, and these come at once.
    private static readonly string[] s_types =
    [
        "LocalIndexUpdated", "RemoteIndexUpdated", "StateChanged", "ItemStarted", "ItemFinished", "DownloadProgress", "FolderErrors", "FolderPaused", "FolderResumed",
        "DeviceConnected", "DeviceDisconnected", "DevicePaused", "DeviceResumed", "ClusterConfigReceived",
    ];

    private static readonly TimeSpan s_longPoll = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, long> _heard = [];
    private readonly Dictionary<string, EventStream> _streams = [];
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly string _share;
    private readonly ConcurrentDictionary<(string DeviceId, string Item), bool> _finished = []; // whether it is there: false is a deletion
    private readonly ConcurrentDictionary<(string DeviceId, string Path), int> _indexed = [];
    private readonly FilesInFlight _inFlight = new();
    private Task _pumps = Task.CompletedTask;

    private FlushSignals(string share) => _share = share;

    public static async Task<FlushSignals> OpenAsync(IReadOnlyList<SyncNode> sides, string share, CancellationToken cancel)
    {
        FlushSignals signals = new(share);
        EventStream[] streams = [.. sides.Select(side => new EventStream(side.Client, s_types))];
        await Task.WhenAll(streams.Select(stream => stream.OpenAsync(cancel))).ConfigureAwait(false);
        foreach ((EventStream stream, SyncNode side) in streams.Zip(sides))
        {
            signals._streams[side.DeviceId] = stream;
            signals._heard[side.DeviceId] = stream.Last;
        }

        signals._pumps = Task.WhenAll(streams.Zip(sides, (stream, side) => signals.PumpAsync(stream, side.DeviceId)));
        return signals;
    }

    /// <summary>The paths that a side has taken over from others since this was opened; false for those that it deleted.</summary>
    public IReadOnlyDictionary<string, bool> FinishedAt(string deviceId) =>
        _finished.Where(pair => pair.Key.DeviceId == deviceId).ToDictionary(pair => pair.Key.Item, pair => pair.Value);

    /// <summary>What the sides are fetching.</summary>
    public FilesInFlight InFlight => _inFlight;

    /// <summary>How many paths were taken into the index of some side since this was opened.</summary>
    public int IndexedPaths => _indexed.Count;

    /// <summary>The paths that changed again and again meanwhile, the most restless first.</summary>
    public IReadOnlyList<string> Restless =>
        [.. _indexed.Where(pair => pair.Value > 2).OrderByDescending(pair => pair.Value).Select(pair => pair.Key.Path).Distinct()];

    /// <summary>Returns when all that a side has told until now has been heard.</summary>
    public async Task SettledAsync(string deviceId, CancellationToken cancel)
    {
        EventStream stream = _streams[deviceId];
        long newest = await stream.NewestAsync(cancel).ConfigureAwait(false);
        for (long deadline = Environment.TickCount64 + (long)s_settling.TotalMilliseconds; _heard.GetValueOrDefault(deviceId) < newest && Environment.TickCount64 < deadline;)
        {
            await Task.Delay(2, cancel).ConfigureAwait(false); // it is on its way
        }
    }

    /// <summary>Returns when something happened since the last call, or after the time at the latest.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(atMost);
        try
        {
            await _signals.Reader.ReadAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // the wait ran out: the caller looks again in any case
        }
        catch (ChannelClosedException e) when (e.InnerException is SyncException lost)
        {
            throw lost; // the daemon that sent the events is gone
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _pumps.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task PumpAsync(EventStream stream, string deviceId)
    {
        try
        {
            while (true)
            {
                IReadOnlyList<DaemonEvent> batch = await stream.NextAsync(s_longPoll, _stop.Token).ConfigureAwait(false);
                foreach (DaemonEvent done in batch.Where(one => one.Type == "ItemFinished" && one.Folder == _share && one.Data?["error"]?.Type is null or JTokenType.Null))
                {
                    _finished[(deviceId, (string?)done.Data?["item"] ?? "")] = (string?)done.Data?["action"] != "delete";
                }

                foreach (JToken path in batch.Where(one => one.Type == "LocalIndexUpdated" && one.Folder == _share).SelectMany(one => one.Data?["filenames"] as JArray ?? []))
                {
                    _indexed.AddOrUpdate((deviceId, (string?)path ?? ""), 1, (_, times) => times + 1);
                }

                foreach (DaemonEvent one in batch)
                {
                    _inFlight.Hear(deviceId, _share, one);
                }

                _heard[deviceId] = stream.Last;
                if (batch.Any(one => one.Type is not "ItemStarted" && (one.Folder is null || one.Folder == _share)))
                {
                    _signals.Writer.TryWrite(true);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (SyncException e)
        {
            _signals.Writer.TryComplete(e);
        }
    }
}
