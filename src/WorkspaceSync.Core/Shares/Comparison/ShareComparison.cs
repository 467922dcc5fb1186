using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace WorkspaceSync;

/// <summary>
/// Compares what two machines have of a share. Both trees are walked in step; files that may be the same are read by several
/// workers at once; differences come as they are found.
/// </summary>
internal sealed class ShareComparison(ShareSite here, ShareSite there, ComparisonOptions options)
{
    // Large files are given to the workers one by one, and what differs in them is told while others are read.
    private const long MostBytes = 64 << 20;

    // Those that were found to be large only when they were opened; beyond that they are read at once, as memory stays flat.
    private const int MostLarge = 1000;

    private readonly ComparisonRule _rule = new(options);
    private readonly Channel<ComparedPath> _large = Channel.CreateBounded<ComparedPath>(MostLarge);
    private readonly int _workers = Math.Clamp(Environment.ProcessorCount, 2, 8);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _busy;

    /// <summary>What has been counted; whole when the differences have ended.</summary>
    public SyncComparison Summary { get; } = new()
    {
        Share = here.Share,
        Node = here.Node!,
        ReferenceNode = there.Node!,
        Method = options.Method,
        Time = DateTimeOffset.Now,
    };

    /// <summary>What has been read, of that side which is on this machine.</summary>
    public WorkCount Count => Counted.Count;

    // Of a host it is known only when a whole batch is done.
    private IShareFiles Counted => here.Files is LocalFiles || there.Files is not LocalFiles ? here.Files : there.Files;

    public async IAsyncEnumerable<SyncDifference> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Channel<SyncDifference> differences = Channel.CreateBounded<SyncDifference>(256);
        Task running = Task.Run(() => CompareAllAsync(differences.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (SyncDifference difference in differences.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                Summary.Differences++;
                yield return difference;
            }

            Summary.Duration = _clock.Elapsed;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    private async Task CompareAllAsync(ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        try
        {
            IgnoreSet[] ignores = await Task.WhenAll(SiteIgnores.ReadAsync(here, cancel), SiteIgnores.ReadAsync(there, cancel)).ConfigureAwait(false);
            Summary.IgnoresAreSame = ignores[0].Expanded.SequenceEqual(ignores[1].Expanded);
            IContentComparer comparer = here.Files is LocalFiles left && there.Files is LocalFiles right ? new LocalComparer(left, right) : new HashComparer(here.Files, there.Files, Counted);
            Channel<ComparedBatch> batches = Channel.CreateBounded<ComparedBatch>(_workers * 2);
            _busy = _workers;
            Task workers = Task.WhenAll(Enumerable.Range(0, _workers).Select(_ => Task.Run(() => WorkAsync(batches.Reader, comparer, differences, cancel), cancel)));
            Task walking = WalkAsync(ignores, comparer, batches.Writer, differences, cancel);
            await Task.WhenAny(walking, workers).ConfigureAwait(false); // workers end first only by an error
            batches.Writer.TryComplete();
            await workers.ConfigureAwait(false);
            await walking.ConfigureAwait(false);
            differences.Complete();
        }
        catch (Exception e)
        {
            differences.Complete(e);
        }
    }

    private async Task WalkAsync(
        IgnoreSet[] ignores, IContentComparer comparer, ChannelWriter<ComparedBatch> batches, ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        ComparedBatch batch = new();
        ComparedWalk walk = new(here.Files, there.Files, ignores, seesFiles: !comparer.SeesFiles || options.Method is SyncComparisonMethod.Quick);
        await foreach (ComparedPath pair in walk.RunAsync(cancel).ConfigureAwait(false))
        {
            if (!pair.AreUnseenFiles && await SettleAsync(pair, differences, cancel).ConfigureAwait(false))
            {
                Count.Add(pair.Here?.Facts is { Kind: FileKind.File } file ? file.Size : 0);
                continue;
            }

            batch.Add(pair);
            if (batch.Paths.Count == comparer.BatchSize || batch.Bytes >= MostBytes)
            {
                await batches.WriteAsync(batch, cancel).ConfigureAwait(false);
                batch = new();
            }
        }

        await batches.WriteAsync(batch, cancel).ConfigureAwait(false);
        (Summary.Excluded, Summary.ReferenceExcluded) = walk.LeftOut;
    }

    private async Task WorkAsync(ChannelReader<ComparedBatch> batches, IContentComparer comparer, ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        try
        {
            await foreach (ComparedBatch batch in batches.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                using (batch)
                {
                    await JudgeAsync(batch.Paths, comparer, differences, cancel).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            if (Interlocked.Decrement(ref _busy) == 0)
            {
                _large.Writer.Complete();
            }
        }

        await foreach (ComparedPath pair in _large.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            await JudgeAsync([pair], comparer, differences, cancel).ConfigureAwait(false);
        }
    }

    private async Task JudgeAsync(List<ComparedPath> batch, IContentComparer comparer, ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        ComparedPath[] files = [.. batch.Where(pair => pair.IsFile)];
        IReadOnlyList<ContentVerdict> verdicts = files.Length == 0 ? [] : await comparer.CompareAsync(files, cancel).ConfigureAwait(false);
        ContentJudge judge = new(here, there, comparer);
        (int same, long sameBytes) = (0, 0);
        for (int i = 0; i < files.Length; i++)
        {
            ComparedPath pair = verdicts[i].Seen ?? files[i];
            if (verdicts[i].IsSame && !_rule.HaveOtherModes(pair))
            {
                (same, sameBytes) = (same + 1, sameBytes + pair.Here!.Facts!.Size); // nearly all of them, and so without a detour
            }
            else if (verdicts[i].IsPutOff)
            {
                if (!_large.Writer.TryWrite(pair.ByPath()))
                {
                    await JudgeAsync([pair], comparer, differences, cancel).ConfigureAwait(false);
                }
            }
            else if (verdicts[i].Seen is null || !await SettleAsync(pair, differences, cancel).ConfigureAwait(false))
            {
                await TellAsync(pair, await judge.JudgeAsync(pair, verdicts[i], cancel).ConfigureAwait(false), differences, cancel).ConfigureAwait(false);
            }
        }

        Summary.AddSame(same, sameBytes, 0);
        foreach (ComparedPath link in batch.Where(pair => !pair.IsFile))
        {
            await TellAsync(link, await judge.JudgeLinkAsync(link, cancel).ConfigureAwait(false), differences, cancel).ConfigureAwait(false);
        }
    }

    // Ends what can be told without any content.
    private async ValueTask<bool> SettleAsync(ComparedPath pair, ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        if (pair.Here is null && pair.There is null)
        {
            return true; // it was removed meanwhile
        }

        if (_rule.Decide(pair) is { } kind)
        {
            await differences.WriteAsync(Describe(pair, kind), cancel).ConfigureAwait(false);
            return true;
        }

        bool isSame = !_rule.HasContent(pair.Here!.Facts!);
        if (isSame)
        {
            CountSame(pair);
        }

        return isSame;
    }

    private async Task TellAsync(ComparedPath pair, (SyncDifferenceKind? Kind, string? Note) verdict, ChannelWriter<SyncDifference> differences, CancellationToken cancel)
    {
        if ((verdict.Kind ?? (_rule.HaveOtherModes(pair) ? SyncDifferenceKind.Mode : null)) is { } kind)
        {
            await differences.WriteAsync(Describe(pair, kind, verdict.Note), cancel).ConfigureAwait(false);
        }
        else
        {
            CountSame(pair);
        }
    }

    private void CountSame(ComparedPath pair)
    {
        bool isFile = pair.Here!.Facts!.Kind is FileKind.File;
        Summary.AddSame(isFile ? 1 : 0, isFile ? pair.Here.Facts.Size : 0, isFile ? 0 : 1);
    }

    private SyncDifference Describe(ComparedPath pair, SyncDifferenceKind kind, string? note = null) => new()
    {
        Share = here.Share,
        Path = pair.Path,
        Kind = kind,
        Size = pair.Here?.Facts?.Size,
        ReferenceSize = pair.There?.Facts?.Size,
        ModifiedTime = pair.Here?.Facts?.Modified.ToLocalTime(),
        ReferenceModifiedTime = pair.There?.Facts?.Modified.ToLocalTime(),
        Note = note ?? (pair.Here?.Trouble ?? pair.There?.Trouble)?.Message,
        Node = here.Node!,
        ReferenceNode = there.Node!,
    };
}
