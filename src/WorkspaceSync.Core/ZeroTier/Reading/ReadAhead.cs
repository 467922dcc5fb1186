using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>Reads a source on another thread while the consumer works on what was read before, a few entries ahead and no more.</summary>
internal static class ReadAhead
{
    private const int Entries = 256;

    public static async IAsyncEnumerable<T> RunAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> source, [EnumeratorCancellation] CancellationToken cancel)
    {
        Channel<T> read = Channel.CreateBounded<T>(new BoundedChannelOptions(Entries) { SingleReader = true, SingleWriter = true });
        using CancellationTokenSource abandon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task reading = Task.Run(() => FillAsync(source, read.Writer, abandon.Token), CancellationToken.None);
        try
        {
            await foreach (T entry in read.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                yield return entry;
            }
        }
        finally
        {
            await abandon.CancelAsync().ConfigureAwait(false); // a consumer that has enough ends the reading
            await reading.ConfigureAwait(false);
        }
    }

    private static async Task FillAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> source, ChannelWriter<T> read, CancellationToken cancel)
    {
        try
        {
            await foreach (T entry in source(cancel).ConfigureAwait(false))
            {
                await read.WriteAsync(entry, cancel).ConfigureAwait(false);
            }

            read.Complete();
        }
        catch (Exception e)
        {
            read.Complete(e);
        }
    }
}
