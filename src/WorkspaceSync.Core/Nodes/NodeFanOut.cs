using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>Does the same on several nodes at once and hands results on as they come; one node's trouble is its own.</summary>
internal static class NodeFanOut
{
    /// <summary>Runs the work on each node, at most <paramref name="limit"/> at a time.</summary>
    public static async IAsyncEnumerable<NodeResult<T>> RunAsync<T>(
        IReadOnlyCollection<SyncNode> nodes,
        int limit,
        Func<SyncNode, CancellationToken, IAsyncEnumerable<T>> work,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        if (nodes.Count == 1)
        {
            await foreach (NodeResult<T> result in RunOneAsync(nodes.First(), work, cancel).ConfigureAwait(false))
            {
                yield return result; // with nothing to be joined
            }

            yield break;
        }

        // Bounded: a consumer that stops reading stops the reading from the nodes.
        Channel<NodeResult<T>> results = Channel.CreateBounded<NodeResult<T>>(64);
        using CancellationTokenSource abandon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ParallelOptions options = new() { MaxDegreeOfParallelism = limit, CancellationToken = abandon.Token };
        Task running = Task.Run(
            async () =>
            {
                try
                {
                    await Parallel.ForEachAsync(nodes, options, (node, token) => RunOneAsync(node, work, results.Writer, token)).ConfigureAwait(false);
                    results.Writer.Complete();
                }
                catch (Exception e)
                {
                    results.Writer.Complete(e);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (NodeResult<T> result in results.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                yield return result;
            }
        }
        finally
        {
            await abandon.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    private static async ValueTask RunOneAsync<T>(
        SyncNode node, Func<SyncNode, CancellationToken, IAsyncEnumerable<T>> work, ChannelWriter<NodeResult<T>> results, CancellationToken cancel)
    {
        await foreach (NodeResult<T> result in RunOneAsync(node, work, cancel).ConfigureAwait(false))
        {
            await results.WriteAsync(result, cancel).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<NodeResult<T>> RunOneAsync<T>(
        SyncNode node, Func<SyncNode, CancellationToken, IAsyncEnumerable<T>> work, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using IAsyncEnumerator<T> items = work(node, cancel).GetAsyncEnumerator(cancel);
        while (true)
        {
            NodeResult<T>? result;
            try
            {
                result = await items.MoveNextAsync().ConfigureAwait(false) ? new NodeResult<T>(node, items.Current, null) : null;
            }
            catch (SyncException e)
            {
                result = new NodeResult<T>(node, default, e);
            }

            if (result is not { } known)
            {
                yield break;
            }

            yield return known;
            if (known.Error is not null)
            {
                yield break;
            }
        }
    }
}
