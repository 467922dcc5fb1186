using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace WorkspaceSync;

/// <summary>Measures how long files take to the other side: writes some, listens until they are there, and takes them away again.</summary>
/// <param name="share">The share on this machine, whose files are here.</param>
/// <param name="scans">Whether the daemon is told of each file; else its watcher has to notice.</param>
internal sealed class TransferMeasure(SyncShare share, SyncNode to, bool scans, TimeSpan timeout)
{
    private readonly string _folder = $"workspacesync-measure-{Guid.NewGuid():N}";

    private readonly FilesInFlight _inFlight = new();
    private string? _at;
    private int _done;
    private long _doneBytes;

    private SyncNode From => share.Node;

    /// <summary>How far it is.</summary>
    public WorkProgress Progress(IReadOnlyList<long> sizes) =>
        WorkProgress.Of($"{From} to {to}", _done, sizes.Count, Interlocked.Read(ref _doneBytes) + _inFlight.DoneAt(to.DeviceId), sizes.Sum(), _at);

    /// <summary>One result for each size, in their order.</summary>
    public async IAsyncEnumerable<SyncTransfer> RunAsync(IReadOnlyList<long> sizes, [EnumeratorCancellation] CancellationToken cancel)
    {
        string root = Path.Join(SharePath.Normalize(share.Path, From), _folder);
        EventStream arrivals = new(to.Client, "ItemStarted", "ItemFinished", "DownloadProgress");
        EventStream notices = new(From.Client, "LocalIndexUpdated");
        await arrivals.OpenAsync(cancel).ConfigureAwait(false);
        await notices.OpenAsync(cancel).ConfigureAwait(false);
        Directory.CreateDirectory(root);
        try
        {
            for (int i = 0; i < sizes.Count; i++)
            {
                _at = $"{_folder}/{i + 1}.bin";
                SyncTransfer transfer = await MeasureAsync(root, $"{i + 1}.bin", sizes[i], arrivals, notices, cancel).ConfigureAwait(false);
                Interlocked.Add(ref _doneBytes, sizes[i]);
                _done++;
                yield return transfer;
            }
        }
        finally
        {
            await CleanAsync(root).ConfigureAwait(false);
        }
    }

    private async Task<SyncTransfer> MeasureAsync(string root, string name, long size, EventStream arrivals, EventStream notices, CancellationToken cancel)
    {
        // Such a name is left out by every Syncthing: the file is measured from when it is whole.
        string draft = Path.Join(root, $".syncthing.{name}.tmp");
        await WriteAsync(draft, size, cancel).ConfigureAwait(false);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(timeout);
        try
        {
            Stopwatch clock = Stopwatch.StartNew();
            File.Move(draft, Path.Join(root, name));
            Task<TimeSpan> arrived = ListenAsync(arrivals, clock, entry => entry.Type == "ItemFinished" && (string?)entry.Data?["item"] == $"{_folder}/{name}", patience.Token);
            Task<TimeSpan> noticed = ListenAsync(notices, clock, _ => true, patience.Token);
            if (scans)
            {
                await ShareScan.RunAsync(From, share.Id, [$"{_folder}/{name}"], patience.Token).ConfigureAwait(false);
            }

            return new SyncTransfer { Share = share.Id, Size = size, Duration = await arrived.ConfigureAwait(false), Noticed = await noticed.ConfigureAwait(false), Node = From, ReferenceNode = to };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SyncException(
                SyncError.SyncTimeout,
                $"{share.Id}: {size} bytes were not on {to} within {timeout.TotalSeconds:0} s. Do its patterns leave out {_folder} (Test-SyncIgnore)? Else give it more time: -Timeout.");
        }
    }

    private async Task<TimeSpan> ListenAsync(EventStream stream, Stopwatch clock, Func<DaemonEvent, bool> isIt, CancellationToken cancel)
    {
        while (true)
        {
            foreach (DaemonEvent entry in await stream.NextAsync(TimeSpan.FromSeconds(30), cancel).ConfigureAwait(false))
            {
                _inFlight.Hear(to.DeviceId, share.Id, entry);
                if (entry.Folder != share.Id || !isIt(entry))
                {
                    continue;
                }

                return (string?)entry.Data?["error"] is { Length: > 0 } error
                    ? throw new SyncException(SyncError.FileUnwritable, $"{to}: the file could not be written: {PrintableText.Of(error.Trim())}")
                    : clock.Elapsed;
            }
        }
    }

    private static async Task WriteAsync(string path, long size, CancellationToken cancel)
    {
        byte[] block = new byte[1 << 20];
        FileStream stream = File.Create(path);
        await using (stream.ConfigureAwait(false))
        {
            for (long left = size; left > 0; left -= block.Length)
            {
                RandomNumberGenerator.Fill(block); // nothing that could be packed, or that the other side has already
                await stream.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)), cancel).ConfigureAwait(false);
            }
        }
    }

    // Whatever happened, nothing of it stays: here at once, there as soon as it is told.
    private async Task CleanAsync(string root)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(10));
        try
        {
            Directory.Delete(root, recursive: true);
            EventStream gone = new(to.Client, "ItemFinished");
            await gone.OpenAsync(patience.Token).ConfigureAwait(false);
            await ShareScan.RunAsync(From, share.Id, [_folder], patience.Token).ConfigureAwait(false);
            await ListenAsync(gone, Stopwatch.StartNew(), entry => (string?)entry.Data?["item"] == _folder, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SyncException or OperationCanceledException or IOException)
        {
            // the daemon is gone: the next scan tells the other side
        }
    }
}
