using System.Net;

namespace WorkspaceSync;

/// <summary>One probe, and another where the first is not answered: a firewall may let only one through.</summary>
internal sealed class FallbackProbe(IProbe first, IProbe second) : IProbe
{
    private IProbe? _answered;

    /// <summary>The one that is answered; both as long as none was.</summary>
    public string Name => _answered?.Name ?? $"{first.Name}, {second.Name}";

    public async Task<TimeSpan?> SendAsync(IPAddress to, TimeSpan patience, CancellationToken cancel)
    {
        if (_answered is { } known)
        {
            return await known.SendAsync(to, patience, cancel).ConfigureAwait(false);
        }

        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<TimeSpan?> other = second.SendAsync(to, patience, enough.Token);
        TimeSpan? time = await first.SendAsync(to, patience, cancel).ConfigureAwait(false);
        if (time is not null)
        {
            _answered = first;
            await enough.CancelAsync().ConfigureAwait(false);
            await ((Task)other).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return time;
        }

        time = await other.ConfigureAwait(false);
        _answered = time is null ? null : second;
        return time;
    }
}
