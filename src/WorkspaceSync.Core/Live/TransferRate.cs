namespace WorkspaceSync;

/// <summary>How fast a need goes down, smoothed.</summary>
internal sealed class TransferRate
{
    // What was measured last weighs so much: files end in steps, and a number that jumps cannot be read.
    private const double Weight = 0.4;

    private (long Bytes, DateTimeOffset At)? _last;

    /// <summary>Bytes a second; null while nothing is needed or nothing is known yet.</summary>
    public double? PerSecond { get; private set; }

    public TimeSpan? Remaining => PerSecond > 0 && _last is { Bytes: > 0 } last ? TimeSpan.FromSeconds(Math.Min(last.Bytes / PerSecond.Value, 1e7)) : null;

    /// <summary>Takes a need as it is now.</summary>
    public void Take(long? needBytes, DateTimeOffset at)
    {
        if (needBytes is not > 0)
        {
            (_last, PerSecond) = (null, null);
            return;
        }

        if (_last is { } last && (at - last.At).TotalSeconds is var seconds and > 0.2)
        {
            // A need that grew is new work, and says nothing of the speed.
            double now = Math.Max(last.Bytes - needBytes.Value, 0) / seconds;
            PerSecond = needBytes > last.Bytes ? PerSecond : PerSecond is { } before ? (before * (1 - Weight)) + (now * Weight) : now;
            _last = (needBytes.Value, at);
        }

        _last ??= (needBytes.Value, at);
    }
}
