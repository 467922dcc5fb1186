using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>The files of a share that its sides are fetching, by what they tell of it. Safe from several threads.</summary>
internal sealed class FilesInFlight
{
    private readonly object _gate = new();
    private readonly Dictionary<(string DeviceId, string Item), (long Order, long Done)> _files = [];
    private long _order;

    /// <summary>The one that has been on its way the longest; null when none is.</summary>
    public string? Oldest
    {
        get
        {
            lock (_gate)
            {
                return _files.Count == 0 ? null : _files.MinBy(file => file.Value.Order).Key.Item;
            }
        }
    }

    /// <summary>The bytes that a side has of files that it still needs: the daemon counts those as missing until they are whole.</summary>
    public long DoneAt(string deviceId)
    {
        lock (_gate)
        {
            return _files.Where(file => file.Key.DeviceId == deviceId).Sum(file => file.Value.Done);
        }
    }

    /// <summary>Takes an event of a side.</summary>
    public void Hear(string deviceId, string share, DaemonEvent one)
    {
        lock (_gate)
        {
            switch (one)
            {
                case { Type: "ItemStarted" } when one.Folder == share && one.Data?.Value<string>("type") == "file" && one.Data.Value<string>("action") == "update":
                    _files[(deviceId, one.Data.Value<string>("item") ?? "")] = (_order++, 0);
                    break;
                case { Type: "ItemFinished" } when one.Folder == share:
                    _files.Remove((deviceId, one.Data?.Value<string>("item") ?? ""));
                    break;
                case { Type: "StateChanged" } when one.Folder == share && one.Data?.Value<string>("to") is "idle" or "error":
                    foreach ((string, string) key in _files.Keys.Where(key => key.DeviceId == deviceId).ToArray())
                    {
                        _files.Remove(key);
                    }

                    break;
                case { Type: "DownloadProgress" }:
                    HearProgress(deviceId, one.Data?[share] as JObject ?? []);
                    break;
            }
        }
    }

    private void HearProgress(string deviceId, JObject files)
    {
        foreach ((string item, JToken? progress) in files)
        {
            // One that is new here began before the events were listened to.
            (long order, long before) = _files.TryGetValue((deviceId, item), out (long Order, long Done) known) ? known : (_order++, 0);
            _files[(deviceId, item)] = (order, progress?.Value<long?>("bytesDone") ?? before);
        }
    }
}
