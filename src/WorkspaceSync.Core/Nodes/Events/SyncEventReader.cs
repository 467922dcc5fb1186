using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>Reads a node's events of the wanted types, out of the one or the two streams in which they come.</summary>
internal static class SyncEventReader
{
    /// <param name="isWanted">By type.</param>
    /// <param name="start">Where to begin; null for what happens from now on.</param>
    /// <param name="follows">Whether to go on with what happens.</param>
    /// <param name="onOpen">Called once nothing that happens is missed any more.</param>
    public static async IAsyncEnumerable<SyncEventItem> ReadAsync(
        SyncNode node, Func<string, bool> isWanted, SyncEventMark? start, bool follows, [EnumeratorCancellation] CancellationToken cancel, Action? onOpen = null)
    {
        SyncEventMaker maker = new(node);
        await foreach (FeedItem item in ReadRawAsync(node, isWanted, start, follows, onOpen, cancel).ConfigureAwait(false))
        {
            if (item.Break is not null)
            {
                yield return new(null, item.Break);
            }
            else if (isWanted(item.Event!.Type))
            {
                yield return new(await maker.MakeAsync(item.Event, cancel).ConfigureAwait(false), null);
            }
        }
    }

    private static async IAsyncEnumerable<FeedItem> ReadRawAsync(
        SyncNode node, Func<string, bool> isWanted, SyncEventMark? start, bool follows, Action? onOpen, [EnumeratorCancellation] CancellationToken cancel)
    {
        bool withDisk = EventTypes.OnDisk.Any(isWanted);
        bool withOthers = !withDisk || EventTypes.All.Keys.Any(type => isWanted(type) && !EventTypes.OnDisk.Contains(type));
        EventFeed[] feeds = [.. withOthers ? new EventFeed[] { new(node, isDisk: false) } : [], .. withDisk ? new EventFeed[] { new(node, isDisk: true) } : []];
        List<FeedItem> remembered = [];
        foreach (EventFeed feed in feeds)
        {
            bool isTold = remembered.Any(item => item.Break is not null); // what both miss is said once
            remembered.AddRange((await feed.OpenAsync(start, cancel).ConfigureAwait(false)).Where(item => item.Break is null || !isTold));
        }

        onOpen?.Invoke();
        foreach (FeedItem item in remembered.OrderBy(item => item.Event?.GlobalId ?? 0))
        {
            yield return item;
        }

        if (follows)
        {
            await foreach (FeedItem item in (feeds is [{ } only] ? only.FollowAsync(cancel) : MergeAsync(feeds, cancel)).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    private static async IAsyncEnumerable<FeedItem> MergeAsync(EventFeed[] feeds, [EnumeratorCancellation] CancellationToken cancel)
    {
        Channel<FeedItem> merged = Channel.CreateBounded<FeedItem>(64);
        using CancellationTokenSource abandon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task pumps = Task.WhenAll(feeds.Select((feed, index) => PumpAsync(feed, isFirst: index == 0, merged.Writer, abandon.Token)));
        try
        {
            await foreach (FeedItem item in merged.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            await abandon.CancelAsync().ConfigureAwait(false);
            await pumps.ConfigureAwait(false);
        }
    }

    private static async Task PumpAsync(EventFeed feed, bool isFirst, ChannelWriter<FeedItem> merged, CancellationToken cancel)
    {
        try
        {
            await foreach (FeedItem item in feed.FollowAsync(cancel).ConfigureAwait(false))
            {
                // All break together: it is said once, but for what each has lost of its own.
                if (isFirst || item.Break is null or { Kind: FeedBreakKind.Lost })
                {
                    await merged.WriteAsync(item, cancel).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is SyncException or OperationCanceledException)
        {
            merged.TryComplete(e);
        }
    }
}
