using System.Collections.Concurrent;
using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>How long each side of a flush looked at its files: its walk and its daemon's scan.</summary>
internal sealed class ScanTimes
{
    private readonly ConcurrentDictionary<string, TimeSpan> _times = [];

    public TimeSpan Of(SyncNode side) => _times.GetValueOrDefault(side.DeviceId);

    public async Task<T> MeasureAsync<T>(SyncNode side, Func<Task<T>> work)
    {
        Stopwatch clock = Stopwatch.StartNew();
        T result = await work().ConfigureAwait(false);
        _times.AddOrUpdate(side.DeviceId, clock.Elapsed, (_, before) => before + clock.Elapsed);
        return result;
    }
}
